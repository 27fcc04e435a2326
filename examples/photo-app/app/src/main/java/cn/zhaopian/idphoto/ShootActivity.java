package cn.zhaopian.idphoto;

import android.app.Activity;
import com.umeng.socialize.ShareAction;
import com.umeng.socialize.bean.SHARE_MEDIA;
import com.umeng.socialize.media.UMImage;
import java.io.File;

/** Takes the picture, crops it, shares it. */
public class ShootActivity extends Activity {
    void share(File picture) {
        new ShareAction(this).setPlatform(SHARE_MEDIA.WEIXIN).withMedia(new UMImage(this, picture)).share();
    }
}
