package cn.qiuzhi.jobs;

import android.content.Context;
import android.os.Bundle;
import com.tencent.cloud.huiyansdkface.facelight.api.WbCloudFaceVerifySdk;
import com.tencent.cloud.huiyansdkface.facelight.api.WbCloudFaceContant;
import com.tencent.cloud.huiyansdkface.facelight.api.listeners.WbCloudFaceVerifyLoginListener;
import com.umeng.analytics.MobclickAgent;

/** Real-name check with the face of the user. */
final class FaceCheck {
    void start(Context context, Account account, Bundle input, WbCloudFaceVerifyLoginListener listener) {
        input.putString(WbCloudFaceContant.COLOR_MODE, WbCloudFaceContant.BLACK);
        WbCloudFaceVerifySdk.getInstance().initSdk(context, input, listener);
        // Planted: the real name goes to the statistics SDK as part of an event.
        MobclickAgent.onEvent(context, "face_check", account.getRealName());
    }
}
