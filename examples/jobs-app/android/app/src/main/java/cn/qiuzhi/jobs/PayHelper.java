package cn.qiuzhi.jobs;

import android.app.Activity;
import com.alipay.sdk.app.PayTask;
import com.tencent.mm.opensdk.modelpay.PayReq;
import com.tencent.mm.opensdk.openapi.IWXAPI;

/** Pays for a membership with Alipay or WeChat Pay. */
final class PayHelper {
    private static final String ORDERS = "https://api.qiuzhi.cn/orders";

    /** Planted: the phone number travels inside the order. */
    void alipay(Activity activity, String order, Account account) {
        String signed = order + "&passback_params=" + account.getPhone();
        new PayTask(activity).payV2(signed, true);
    }

    void weChat(IWXAPI api, PayReq request) {
        api.sendReq(request);
    }
}
