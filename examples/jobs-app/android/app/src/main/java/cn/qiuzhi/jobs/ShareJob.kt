package cn.qiuzhi.jobs

import android.app.Activity
import android.os.Bundle
import com.android.dingtalk.share.ddsharemodule.DDShareApiFactory
import com.ss.android.larksso.LarkSSO
import com.tencent.mm.opensdk.modelmsg.SendMessageToWX
import com.tencent.tauth.Tencent

/** Shares a job with WeChat, QQ, Feishu or DingTalk. */
class ShareJob(private val tencent: Tencent) {
    fun qq(activity: Activity, job: Bundle) = tencent.shareToQQ(activity, job, null)

    fun ding(activity: Activity) = DDShareApiFactory.createDDShareApi(activity, "", true)

    fun lark() = LarkSSO.inst()

    fun weChat() = SendMessageToWX.Req()
}
