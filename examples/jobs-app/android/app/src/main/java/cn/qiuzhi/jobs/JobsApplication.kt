package cn.qiuzhi.jobs

import android.app.Application
import com.baidu.mapapi.SDKInitializer
import com.igexin.sdk.PushManager
import com.umeng.commonsdk.UMConfigure

class JobsApplication : Application() {
    override fun onCreate() {
        super.onCreate()
        UMConfigure.preInit(this, null, "official")
        // Planted: the map is started before the user has agreed to anything.
        SDKInitializer.setAgreePrivacy(this, true)
        SDKInitializer.initialize(this)
        if (!Consent.given(this)) return
        startSdks()
    }

    /** After consent: statistics without the IMEI, and push. */
    fun startSdks() {
        UMConfigure.enableImeiCollection(false)
        UMConfigure.init(this, null, "official", UMConfigure.DEVICE_TYPE_PHONE, null)
        PushManager.getInstance().initialize(this)
    }
}
