rootProject.name = "jobs"
include(":app", ":push")
