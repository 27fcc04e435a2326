package cn.qiuzhi.jobs

import android.app.Application
import com.igexin.sdk.PushManager
import com.umeng.commonsdk.UMConfigure

class JobsApplication : Application() {
    override fun onCreate() {
        super.onCreate()
        UMConfigure.preInit(this, null, "official")
        if (Consent.given(this)) startSdks()
    }

    fun startSdks() {
        UMConfigure.init(this, null, "official", UMConfigure.DEVICE_TYPE_PHONE, null)
        PushManager.getInstance().initialize(this)
    }
}
