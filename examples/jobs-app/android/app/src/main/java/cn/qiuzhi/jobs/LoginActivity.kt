package cn.qiuzhi.jobs

import android.app.Activity
import android.widget.EditText
import com.chuanglan.shanyan_sdk.OneKeyLoginManager
import com.tencent.mm.opensdk.modelmsg.SendAuth
import com.tencent.mm.opensdk.openapi.WXAPIFactory
import com.umeng.analytics.MobclickAgent

/** One tap, WeChat, or the phone number typed in. */
class LoginActivity : Activity() {
    private val api by lazy { WXAPIFactory.createWXAPI(this, BuildConfig.WECHAT_ID, true) }

    fun oneTap() = OneKeyLoginManager.getInstance().openLoginAuth(true, { _, _ -> }, { _, _ -> })

    fun weChat() {
        val request = SendAuth.Req()
        request.scope = "snsapi_userinfo"
        api.sendReq(request)
    }

    fun byPhone() {
        val phone = findViewById<EditText>(R.id.phone_input).text.toString()
        // Planted: the phone number goes to the statistics SDK.
        MobclickAgent.userProfileMobile(phone)
    }

    /** Planted: the account goes to the push SDK, through a helper in another file. */
    fun onSignedIn(account: Account) = PushBinding.bind(this, account)
}
