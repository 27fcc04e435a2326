package cn.qiuzhi.jobs;

import android.app.Activity;
import com.alipay.sdk.app.PayTask;
import com.tencent.mm.opensdk.modelpay.PayReq;
import com.tencent.mm.opensdk.openapi.IWXAPI;

/** Pays for a membership with Alipay or WeChat Pay. */
final class PayHelper {
    private static final String ORDERS = "https://api.qiuzhi.cn/orders";

    void alipay(Activity activity, String order) {
        new PayTask(activity).payV2(order, true);
    }

    void weChat(IWXAPI api, PayReq request) {
        api.sendReq(request);
    }
}
