#import "PayHelper.h"
#import "WXApi.h"
#import <AlipaySDK/AlipaySDK.h>
#import <CL_ShanYanSDK/CL_ShanYanSDK.h>

@implementation PayHelper

/// Planted: the phone number travels inside the order.
- (void)alipay:(NSString *)order phone:(NSString *)phone {
    NSString *signedOrder = [order stringByAppendingFormat:@"&passback_params=%@", phone];
    [[AlipaySDK defaultService] payOrder:signedOrder fromScheme:@"jobs" callback:nil];
}

- (void)weChat:(PayReq *)request {
    [WXApi sendReq:request completion:nil];
}

@end
