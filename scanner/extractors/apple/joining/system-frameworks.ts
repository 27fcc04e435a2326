/** Frameworks and libraries of Apple's systems: linking them says nothing of a third party. */

const FRAMEWORKS = new Set(
  `ARKit AVFAudio AVFoundation AVKit Accelerate Accessibility Accounts ActivityKit AdAttributionKit AdServices AdSupport AddressBook
  AddressBookUI AlarmKit AppClip AppIntents AppKit AppTrackingTransparency Assets AssetsLibrary AudioToolbox AudioUnit
  AuthenticationServices AutomaticAssessmentConfiguration BackgroundAssets BackgroundTasks BrowserEngineKit BusinessChat CFNetwork CallKit
  CarPlay Charts Cinematic ClassKit ClockKit CloudKit Combine CompositorServices Contacts ContactsUI CoreAudio CoreAudioKit
  CoreAudioTypes CoreBluetooth CoreData CoreFoundation CoreGraphics CoreHaptics CoreImage CoreLocation CoreLocationUI CoreMIDI CoreML
  CoreMedia CoreMotion CoreNFC CoreServices CoreSpotlight CoreTelephony CoreText CoreTransferable CoreVideo CryptoKit CryptoTokenKit
  DataDetection DeveloperToolsSupport DeviceActivity DeviceCheck DeviceDiscoveryUI EventKit EventKitUI ExposureNotification
  ExtensionFoundation ExtensionKit ExternalAccessory FamilyControls FileProvider FileProviderUI FinanceKit Foundation FoundationModels
  GLKit GSS GameController GameKit GameplayKit GroupActivities HealthKit HealthKitUI HomeKit IOKit IOSurface IOUSBHost ImageIO
  ImagePlayground IdentityLookup IdentityLookupUI InputMethodKit Intents IntentsUI JavaScriptCore JournalingSuggestions LinkPresentation
  LiveCommunicationKit LocalAuthentication LockedCameraCapture MLCompute ManagedSettings ManagedSettingsUI MapKit MarketplaceKit Matter
  MatterSupport MediaAccessibility MediaPlayer MediaSetup MediaToolbox MessageUI Messages Metal MetalFX MetalKit MetalPerformanceShaders
  MetalPerformanceShadersGraph MetricKit MobileCoreServices ModelIO MultipeerConnectivity MusicKit NaturalLanguage NearbyInteraction
  Network NetworkExtension NewsstandKit NotificationCenter OSLog Observation OpenAL OpenGLES PDFKit PHASE PaperKit PassKit PencilKit
  Photos PhotosUI PreferencePanes ProximityReader PushKit PushToTalk QuartzCore QuickLook QuickLookThumbnailing RealityFoundation
  RealityKit RelevanceKit ReplayKit RoomPlan SafariServices SafetyKit SceneKit ScreenTime Security SecurityInterface SensitiveContentAnalysis
  SensorKit ServiceManagement SharedWithYou SharedWithYouCore ShazamKit Social SoundAnalysis Speech SpriteKit StickerKit StoreKit
  StoreKitTest SwiftData SwiftUI Symbols SystemConfiguration SystemExtensions TVMLKit TVServices TVUIKit Testing ThreadNetwork TipKit
  Translation Twitter UIKit UniformTypeIdentifiers UserNotifications UserNotificationsUI VideoSubscriberAccount VideoToolbox Vision
  VisionKit WatchConnectivity WatchKit WeatherKit WebKit WidgetKit WiFiAware WorkoutKit XCTest XCUIAutomation iAd Cocoa Carbon
  ApplicationServices DiskArbitration Quartz ScriptingBridge Darwin Dispatch ObjectiveC Swift os simd Distributed RegexBuilder
  _Concurrency _StringProcessing XcodeKit DeveloperTools MobileCoreServices Automator CoreDisplay OpenDirectory`.split(
    /\s+/,
  ),
);
const LIBRARIES =
  /^lib(?:z|c|c\+\+|c\+\+abi|stdc\+\+(?:\.6(?:\.0\.9)?)?|sqlite3(?:\.0)?|xml2(?:\.2)?|xslt(?:\.1)?|iconv(?:\.2)?|resolv(?:\.9)?|icucore(?:\.A)?|bz2(?:\.1\.0)?|objc(?:\.A)?|System|m|dl|pthread|compression|lzma|archive|network|swift[A-Za-z]*)(?:\.\d[\d.]*)?$/;

/** True for a framework or `libX` that belongs to the system. */
export function isSystemLibrary(name: string): boolean {
  return FRAMEWORKS.has(name) || LIBRARIES.test(name);
}
