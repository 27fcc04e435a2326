/** Puts the meaning of calls, methods and assignments together for a host. */
import { androidAssign } from './android-block.js';
import { bareCall } from './calls.js';
import type { Handlers } from './host.js';
import { memberCall } from './methods.js';

export const handlers: Handlers = { call: bareCall, method: memberCall, assign: androidAssign };
