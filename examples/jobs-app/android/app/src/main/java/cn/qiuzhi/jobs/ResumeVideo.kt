package cn.qiuzhi.jobs

import com.tencent.trtc.TRTCCloud
import com.tencent.trtc.TRTCCloudDef

/** Records the video that introduces an applicant. */
class ResumeVideo(private val cloud: TRTCCloud) {
    fun record(userId: String) {
        val room = TRTCCloudDef.TRTCParams()
        room.userId = userId
        cloud.enterRoom(room, TRTCCloudDef.TRTC_APP_SCENE_LIVE)
        cloud.startLocalAudio(TRTCCloudDef.TRTC_AUDIO_QUALITY_SPEECH)
    }
}
