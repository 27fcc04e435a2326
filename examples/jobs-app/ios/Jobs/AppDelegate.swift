import BMKLocationKit
import GTSDK
import UIKit
import UMCommon

@main
final class AppDelegate: UIResponder, UIApplicationDelegate {
    func startSdks() {
        UMConfigure.initWithAppkey("", channel: "App Store")
        GeTuiSdk.start(withAppId: "", appKey: "", appSecret: "", delegate: nil)
    }
}
