package cn.qiuzhi.jobs

/** The signed-in user, as the server answers. */
data class Account(val userId: String, val phone: String, val realName: String?, val idNumber: String?)
