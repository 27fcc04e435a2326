#import "PayHelper.h"
#import "WXApi.h"
#import <AlipaySDK/AlipaySDK.h>
#import <CL_ShanYanSDK/CL_ShanYanSDK.h>

@implementation PayHelper

- (void)alipay:(NSString *)order {
    [[AlipaySDK defaultService] payOrder:order fromScheme:@"jobs" callback:nil];
}

- (void)weChat:(PayReq *)request {
    [WXApi sendReq:request completion:nil];
}

@end
