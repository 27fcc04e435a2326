import ImSDK_Plus
import TXLiteAVSDK_TRTC

/// Chat with a recruiter, and the interview by video.
struct Interview {
    let cloud: TRTCCloud

    func hangUp() {
        cloud.exitRoom()
    }
}
