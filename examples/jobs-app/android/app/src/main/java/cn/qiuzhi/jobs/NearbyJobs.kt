package cn.qiuzhi.jobs

import com.baidu.location.LocationClient
import com.baidu.mapapi.SDKInitializer
import com.baidu.mapapi.map.MapView

/** The map of jobs around the user. */
class NearbyJobs(private val map: MapView, private val client: LocationClient) {
    fun start() {
        SDKInitializer.setAgreePrivacy(map.context.applicationContext, true)
        client.start()
    }
}
