import BMKLocationKit
import GTSDK
import UIKit
import UMCommon

@main
final class AppDelegate: UIResponder, UIApplicationDelegate {
    func application(_ application: UIApplication, didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]?) -> Bool {
        if UserDefaults.standard.bool(forKey: "privacyAgreed") { startSdks() }
        return true
    }

    func startSdks() {
        UMConfigure.initWithAppkey("", channel: "App Store")
        GeTuiSdk.start(withAppId: "", appKey: "", appSecret: "", delegate: nil)
    }

    /// Planted: the account goes to the push SDK.
    func signedIn(as account: Account) {
        GeTuiSdk.bindAlias(account.userId, andSequenceNum: "signed-in")
    }
}
