package cn.qiuzhi.jobs

import android.content.Context
import com.igexin.sdk.PushManager

/** Ties the device to the account, so that messages reach the right person. */
object PushBinding {
    fun bind(context: Context, account: Account) {
        if (!Consent.given(context)) return
        PushManager.getInstance().bindAlias(context, account.userId)
    }
}
