/** Ties the device to the account. Planted: a phone number in place of an id goes to the push SDK. */
export function bindAlias(alias) {
  // #ifdef APP-PLUS
  plus.push.getClientInfoAsync((info) => {
    uni.request({ url: 'https://api.qiuzhi.cn/push/alias', data: { alias, clientid: info.clientid } });
  });
  // #endif
}
