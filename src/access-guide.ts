import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Annotations, attachCustomSynthesis, Names, Stack, Stage } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { accessModel, titlesOf } from './access-guide-model';
import { failUnlessWritten, outputDirectory, shortest } from './access-guide-output';
import { AccessGuideProps } from './access-guide-props';
import { checkProps } from './core/runtime-types/check-types';
import { renderTokens } from './core/token-text';
import { checkNotEmpty, checkTitle } from './core/validate-names';
import { ErrorContext } from './core/validation-error';
import { CrossAccountReadOnlyAccess } from './cross-account-read-only-access';
import { validateKnownValues } from './finished-template/known-values';
import { describeAccess } from './sign-in/guide/describe-access';
import type * as GuideFiles from './sign-in/guide/guide-files';
import { PROFILE_FILES } from './sign-in/guide/profile-files';
import { CliProfiles } from './sign-in/profiles/cli-profiles';

/**
 * One page for the people who use the roles: each account with its *Switch role* button and its CLI profile.
 *
 * Use it to hand out links and CLI profiles in one place.
 *
 * The guide makes no resources. At synth it writes a folder into the cloud assembly: `index.html`, which loads nothing, `guide.md` and
 * `picture.svg` for wikis, `access.json` for reviews, and a file of profiles for each tool. An information message has the path. The files
 * contain account ids, names and external ids: give them only to the users concerned.
 *
 * Invalid input is an error at synth, whose message reads `construct path: what is wrong; what to do`.
 *
 * @throws ValidationError at synth for invalid input
 * @example
 * const access = new CrossAccountReadOnlyAccess(accountA, 'SecurityReadOnly', {
 *   trusting: [TrustingTarget.scope(accountB)],
 * });
 * new AccessGuide(accountA, 'AccessGuide', { accesses: [access] });
 */
export class AccessGuide extends Construct {
  /** The CLI profiles of all roles in the guide. No two have the same name. */
  public readonly cliProfiles: CliProfiles;

  /** The path of the folder that is written at synth, inside the cloud assembly. */
  public readonly directory: string;

  /** The path of the page, `index.html` in that folder. */
  public readonly page: string;

  /**
   * @param scope A stack, or another construct in the same app. If roles are in several stages, give the app.
   * @param id An id that no other construct in the scope has. The folder's name contains it.
   * @param props The constructs that the guide describes.
   */
  constructor(scope: Construct, id: string, props: AccessGuideProps) {
    super(scope, id);
    const errors = ErrorContext.of(this);
    checkProps(errors, 'AccessGuideProps', props);
    const { accesses, title = 'Read-only access' } = props;
    checkAccesses(errors, this, accesses);
    // The CDK reports messages of stacks only, and a guide can be in the app or in a stage.
    const messages = Annotations.of(this.node.scopes.some(Stack.isStack) ? this : accesses[0]);
    warnOnUnfinishedRoles(messages, errors, this, accesses);
    checkTitle(errors, title);
    this.node.addValidation({ validate: () => validateKnownValues(errors, this, (known) => checkTitle(known, title)) });

    this.cliProfiles = CliProfiles._of(accesses.flatMap(({ _config }) => _config.signIn.allRoles));
    const folder = Names.uniqueResourceName(this, { separator: '-' });
    this.directory = join(Stage.of(this)!.outdir, folder);
    this.page = join(this.directory, 'index.html');
    this.cliProfiles._config.notes.forEach((note) => messages.addInfo(
      errors.message(note, 'give the accounts different names, or set a different profileName')));
    const output = outputDirectory(errors, this, props.outputDirectory);
    messages.addInfo(errors.message(`the guide is written to ${shortest(output ?? this.directory)}`, 'open index.html there'));
    attachCustomSynthesis(this, {
      onSynthesize: ({ outdir }) => {
        this.write(join(outdir, folder), title, accesses);
        if (output !== undefined) {
          failUnlessWritten(errors, output, () => this.write(output, title, accesses));
        }
      },
    });
  }

  private write(directory: string, name: string, accesses: CrossAccountReadOnlyAccess[]): void {
    const title = renderTokens(this, name);
    const profiles = this.cliProfiles._config.snippets();
    const titles = titlesOf(accesses);
    const descriptions = accesses.map((access, i) =>
      describeAccess(accessModel(access, titles[i], directory), profiles.splice(0, access._config.signIn.allRoles.length)));
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Loaded on first use, because most apps write no guide.
    const { guideFiles }: typeof GuideFiles = require('./sign-in/guide/guide-files');
    mkdirSync(directory, { recursive: true });
    Object.entries({ ...guideFiles(title, descriptions), ...profileFiles(this.cliProfiles) })
      .forEach(([file, text]) => writeFileSync(join(directory, file), text));
  }
}

/** The texts of the files of profiles. */
function profileFiles(profiles: CliProfiles): Record<keyof typeof PROFILE_FILES, string> {
  const { awsCli, awsVault, granted, extendSwitchRoles, extendSwitchRolesByBaseAccount, steampipe } = profiles;
  return {
    'aws-cli.ini': awsCli,
    'aws-vault.ini': awsVault,
    'granted.ini': granted,
    'extend-switch-roles.ini': extendSwitchRoles,
    'extend-switch-roles-by-base-account.ini': extendSwitchRolesByBaseAccount,
    'steampipe.spc': steampipe,
  };
}

function checkAccesses(errors: ErrorContext, guide: Construct, accesses: CrossAccountReadOnlyAccess[]): void {
  checkNotEmpty(errors, 'accesses', accesses, 'give at least one CrossAccountReadOnlyAccess');
  const foreign = accesses.find(({ node }) => node.root !== guide.node.root);
  if (foreign) {
    errors.fail(`accesses has ${foreign.node.path}, which is in another app`, 'make an AccessGuide in each app');
  }
  const repeated = accesses.find((access, i) => accesses.indexOf(access) !== i);
  if (repeated) {
    errors.fail(`accesses has ${repeated.node.path} more than once`, 'give each construct once');
  }
}

/** The guide reads finished templates. The CDK finishes a stage before what is around it, and stages next to each other in their order. */
function warnOnUnfinishedRoles(messages: Annotations, errors: ErrorContext, guide: Construct, accesses: CrossAccountReadOnlyAccess[]): void {
  const stage = Stage.of(guide)!;
  const outside = accesses.flatMap(({ _config }) => _config.rolesOfApp).find(({ node }) => !node.scopes.includes(stage));
  if (outside) {
    messages.addWarningV2('cdk-cross-account-read-only-access:rolesOutsideStage', errors.message(
      `accesses has the role ${outside.node.path}, which aspects can still change after the guide is written`,
      'make the AccessGuide in the app, or in a stage around all its roles'));
  }
}
