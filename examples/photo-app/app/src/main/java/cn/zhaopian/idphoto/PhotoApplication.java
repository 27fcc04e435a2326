package cn.zhaopian.idphoto;

import android.app.Application;
import com.umeng.commonsdk.UMConfigure;

public class PhotoApplication extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        UMConfigure.preInit(this, null, null);
        if (getSharedPreferences("settings", 0).getBoolean("agreed", false)) start();
    }

    void start() {
        UMConfigure.init(this, null, null, UMConfigure.DEVICE_TYPE_PHONE, null);
    }
}
