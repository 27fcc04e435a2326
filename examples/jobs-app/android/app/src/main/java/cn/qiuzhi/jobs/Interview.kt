package cn.qiuzhi.jobs

import com.tencent.imsdk.v2.V2TIMCallback
import com.tencent.imsdk.v2.V2TIMManager
import com.tencent.trtc.TRTCCloud

/** Chat with a recruiter, and the interview by video. */
class Interview(private val cloud: TRTCCloud) {
    fun signIn(account: Account, signature: String, done: V2TIMCallback) {
        V2TIMManager.getInstance().login(account.userId, signature, done)
    }

    fun say(text: String, to: String) {
        V2TIMManager.getInstance().sendC2CTextMessage(text, to, null)
    }

    fun hangUp() = cloud.exitRoom()
}
