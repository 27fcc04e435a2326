package cn.qiuzhi.jobs;

import com.tencent.cloud.huiyansdkface.facelight.api.WbCloudFaceVerifySdk;

/** Real-name check with the face of the user. */
final class FaceCheck {
    void start() {
        WbCloudFaceVerifySdk.getInstance().startWbFaceVerifySdk(null, null);
    }
}
