package cn.qiuzhi.jobs

import android.content.Context

/** Remembers that the user agreed to the privacy policy. */
object Consent {
    fun given(context: Context): Boolean = context.getSharedPreferences("consent", 0).getBoolean("privacy", false)
}
