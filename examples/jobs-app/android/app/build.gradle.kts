plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.android)
    id("com.huawei.agconnect")
}

android {
    namespace = "cn.qiuzhi.jobs"
    defaultConfig {
        applicationId = "cn.qiuzhi.jobs"
        minSdk = 24
        targetSdk = 35
    }
    flavorDimensions += "store"
    productFlavors {
        create("domestic") { dimension = "store" }
        create("global") { dimension = "store" }
    }
    buildTypes {
        release { isMinifyEnabled = true }
    }
}

dependencies {
    implementation(project(":push"))
    implementation(fileTree(mapOf("dir" to "libs", "include" to listOf("*.aar", "*.jar"))))

    implementation(libs.androidx.core)
    implementation(libs.okhttp)

    // Chat, interview, résumé video
    implementation(libs.tencent.trtc)
    implementation(libs.tencent.im)

    // Nearby jobs
    implementation(libs.bundles.baidu)

    // Payment
    implementation("com.tencent.mm.opensdk:wechat-sdk-android:6.8.30")
    implementation("com.alipay.sdk:alipaysdk-android:${rootProject.extra["alipayVersion"]}@aar")

    // Sharing
    implementation("com.tencent.tauth:qqopensdk:3.53.0.a")
    implementation("com.alibaba.android:ddsharesdk:1.2.2")
    implementation("com.umeng.umsdk:share-core:7.3.5")

    // Statistics
    implementation(libs.umeng.common)
    implementation("com.umeng.umsdk:asms:1.8.2")

    implementation("com.qiuzhi.partner:bridge:1.0.3")
    implementation("com.squareup.leakcanary:leakcanary-android:2.14")

    testImplementation("junit:junit:4.13.2")
}
