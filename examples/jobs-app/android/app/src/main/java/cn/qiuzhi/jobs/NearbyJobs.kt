package cn.qiuzhi.jobs

import com.baidu.location.LocationClient
import com.baidu.mapapi.map.MapView

/** The map of jobs around the user. */
class NearbyJobs(private val map: MapView, private val client: LocationClient) {
    fun start() {
        if (!Consent.given(map.context)) return
        LocationClient.setAgreePrivacy(true)
        client.start()
    }
}
