#import <Foundation/Foundation.h>

@interface PayHelper : NSObject
@end
