/** The command line: arguments in, exit code out. 0 fine, 1 a finding at or above --fail-on, 2 could not run or incomplete. */
import { Command, CommanderError } from 'commander';
import { CompanyError, RegistryError, UsageError } from '../core/errors.js';
import { printable } from '../exporters/console.js';
import { addExplain } from './commands/explain.js';
import { addExport } from './commands/export.js';
import { addRegistry } from './commands/registry.js';
import { addScan } from './commands/scan.js';
import { contextOf } from './context.js';
import { processStreams, type Streams } from './output.js';

/** Runs one command. Never throws for what a user can mend: that is a message and exit code 2. */
export async function main(args: readonly string[], streams: Streams = processStreams): Promise<number> {
  const context = contextOf(streams);
  let code = 0;
  const exit = (value: number) => {
    code = value;
  };
  const program = new Command('outflow')
    .description(
      'Which third-party SDKs are in this app, which personal data does each receive, and where is it written?\n本应用含有哪些第三方 SDK，各自收集哪些个人信息，依据何在。',
    )
    .version(context.version)
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: streams.err })
    .showHelpAfterError('(add --help for more)')
    .showSuggestionAfterError();
  addScan(program, context, exit);
  addExport(program, context, exit);
  addRegistry(program, context, exit);
  addExplain(program, context, exit);
  for (const command of program.commands) inherit(command, streams);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError || error instanceof RegistryError || error instanceof CompanyError) {
      streams.err(`outflow: ${error.message.split('\n').map(printable).join('\n')}\n`);
      return 2;
    }
    throw error;
  }
  return code;
}

/** Sub-commands made before exitOverride was inherited behave like the program. */
function inherit(command: Command, streams: Streams): void {
  command
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: streams.err })
    .showHelpAfterError('(add --help for more)');
  for (const child of command.commands) inherit(child, streams);
}
