package cn.qiuzhi.jobs.wxapi;

import android.app.Activity;
import com.tencent.mm.opensdk.openapi.IWXAPIEventHandler;

public abstract class WXPayEntryActivity extends Activity implements IWXAPIEventHandler {}
