package cn.qiuzhi.jobs

import android.app.Activity
import com.chuanglan.shanyan_sdk.OneKeyLoginManager
import com.tencent.mm.opensdk.modelmsg.SendAuth
import com.tencent.mm.opensdk.openapi.WXAPIFactory

class LoginActivity : Activity() {
    private val api by lazy { WXAPIFactory.createWXAPI(this, BuildConfig.WECHAT_ID, true) }

    fun oneTap() = OneKeyLoginManager.getInstance().openLoginAuth(true, { _, _ -> }, { _, _ -> })

    fun weChat() {
        val request = SendAuth.Req()
        request.scope = "snsapi_userinfo"
        api.sendReq(request)
    }
}
