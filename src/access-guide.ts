import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Annotations, attachCustomSynthesis, Names, Stage } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { AccessGuideProps } from './access-guide-props';
import { checkProps } from './core/runtime-types/check-types';
import { renderTokens } from './core/token-text';
import { checkLine, checkNotEmpty } from './core/validate-names';
import { ErrorContext } from './core/validation-error';
import { CrossAccountReadOnlyAccess } from './cross-account-read-only-access';
import { describeAccess } from './sign-in/guide/describe-access';
import type * as GuideFiles from './sign-in/guide/files';
import { CliProfiles } from './sign-in/profiles/cli-profiles';

const TITLE_LENGTH = 100;

/**
 * What to hand to the people who look: a page with every account's *Switch role* button, and the profiles of their
 * command-line tools.
 *
 * It makes no resources. At synth it writes a folder into the cloud assembly: `index.html`, which needs no network, `guide.md` and
 * `picture.svg` for wikis, `access.json` for reviews, and a file of profiles for each tool. It tells account ids, names and external ids: hand it to the
 * people concerned only.
 *
 * Input that cannot work is an error at synth, whose message reads `construct path: what is wrong; what to do`.
 *
 * @throws ValidationError at synth for input that cannot work
 * @example
 * const access = new CrossAccountReadOnlyAccess(accountA, 'SecurityReadOnly', {
 *   trusting: [TrustingTarget.scope(accountB)],
 * });
 * new AccessGuide(accountA, 'AccessGuide', { accesses: [access] });
 */
export class AccessGuide extends Construct {
  /** The profiles of command-line tools for all accesses together, no two of one name. */
  public readonly cliProfiles: CliProfiles;

  /** The path of the folder that is written at synth, in the folder of the cloud assembly. */
  public readonly directory: string;

  /** The path of the guide's page, `index.html` in that folder. */
  public readonly page: string;

  /**
   * @param scope A stack, or any other construct of the same app.
   * @param id An id that no other construct in the scope has. The folder is named after it.
   * @param props Whose access the guide tells of.
   */
  constructor(scope: Construct, id: string, props: AccessGuideProps) {
    super(scope, id);
    const errors = ErrorContext.of(this);
    checkProps(errors, 'AccessGuideProps', props);
    checkAccess(errors, this, props.accesses);
    const title = props.title ?? 'Read-only access';
    checkLine(errors, 'title', title, TITLE_LENGTH);

    this.cliProfiles = CliProfiles._of(props.accesses.flatMap(({ _config }) => _config.signIn.allRoles));
    const folder = Names.uniqueResourceName(this, { separator: '-' });
    this.directory = join(Stage.of(this)!.outdir, folder);
    this.page = join(this.directory, 'index.html');
    this.cliProfiles._notes.forEach((note) => Annotations.of(this).addInfo(errors.message(note, 'give the accounts names, or profileName, of their own')));
    attachCustomSynthesis(this, { onSynthesize: ({ outdir }) => this.write(join(outdir, folder), title, props.accesses) });
  }

  private write(directory: string, name: string, accesses: CrossAccountReadOnlyAccess[]): void {
    const title = renderTokens(this, name);
    const snippets = this.cliProfiles._snippets();
    const described = accesses.map((access) => describeAccess(access, snippets.splice(0, access._config.signIn.allRoles.length)));
    const { awsCli, awsVault, granted, extendSwitchRoles, extendSwitchRolesByBaseAccount, steampipe, _notes } = this.cliProfiles;
    mkdirSync(directory, { recursive: true });
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Most apps write no guide, and load nothing of this.
    const { guideFiles }: typeof GuideFiles = require('./sign-in/guide/files');
    Object.entries({
      ...guideFiles(title, described, _notes),
      'aws-cli.ini': awsCli,
      'aws-vault.ini': awsVault,
      'granted.ini': granted,
      'extend-switch-roles.ini': extendSwitchRoles,
      'extend-switch-roles-by-base-account.ini': extendSwitchRolesByBaseAccount,
      'steampipe.spc': steampipe,
    }).forEach(([file, text]) => writeFileSync(join(directory, file), text));
  }
}

function checkAccess(errors: ErrorContext, guide: Construct, accesses: CrossAccountReadOnlyAccess[]): void {
  checkNotEmpty(errors, 'accesses', accesses, 'name at least one CrossAccountReadOnlyAccess');
  const stranger = accesses.find(({ node }) => node.root !== guide.node.root);
  if (stranger) {
    errors.fail(`accesses has ${stranger.node.path} of another app`, 'make a guide in each app: only there it is known who has access when the app is synthesized');
  }
  const repeated = accesses.find((access, i) => accesses.indexOf(access) !== i);
  if (repeated) {
    errors.fail(`accesses has ${repeated.node.path} more than once`, 'name each access once');
  }
}
