/** case 2026-11-43: the owner of an account has never heard of the CDK, and gets a plain template. */
import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Aws, CfnOutput, Duration, Expiration, Lazy, Stack, Stage, Tags, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnRole, PolicyStatement, Role, User } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { parse } from 'yaml';
import {
  AccessGuide, AccessWindow, AccountStage, AssumingGroup, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, PrincipalScope,
  ReadOnlyPermissions, TemplateOptions, TrustingRole, TrustingTarget,
} from '../../../../src';
import { OwnerTemplate } from '../../../../src/targets/template/owner-template';
import { asText, only } from '../../../support/resources';
import { A, annotationsOf, B, C, TwoAccounts } from '../../../support/two-accounts';

type Props = Partial<CrossAccountReadOnlyAccessProps>;

let accounts: TwoAccounts;
beforeEach(() => {
  accounts = new TwoAccounts();
});

function make(props: Props = {}, options?: TemplateOptions): CrossAccountReadOnlyAccess {
  return new CrossAccountReadOnlyAccess(accounts.a, 'Access', { trusting: [TrustingTarget.template(B, options)], ...props });
}

/** The files for the owner, by name. */
function files(access: CrossAccountReadOnlyAccess, account = B): Record<string, string> {
  const template = access.node.findChild(`TemplateFor${account}`) as OwnerTemplate;
  const directory = join(Stage.of(template)!.synth().directory, template.folder);
  return Object.fromEntries(readdirSync(directory).map((file) => [file, readFileSync(join(directory, file), 'utf8')]));
}

function templateOf(access: CrossAccountReadOnlyAccess): any {
  return JSON.parse(files(access)['template.json']);
}

function instructionsOf(access: CrossAccountReadOnlyAccess): string {
  return files(access)['instructions.md'];
}

/** The role in another template, without what differs between stacks. */
function roleIn(template: unknown): any {
  return asText(only(Template.fromJSON(JSON.parse(JSON.stringify(template))), 'AWS::IAM::Role'));
}

describe('the template', () => {
  test('is the same as JSON and as YAML', () => {
    const { 'template.json': json, 'template.yaml': yaml } = files(make());
    expect(parse(yaml, { version: '1.1' })).toEqual(JSON.parse(json));
    expect(parse(yaml, { version: '1.2' })).toEqual(JSON.parse(json));
  });

  test('has a description, resources and outputs, and nothing for the CDK', () => {
    accounts = new TwoAccounts({ context: { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:version-reporting': true } });
    const template = templateOf(make());
    expect(Object.keys(template)).toEqual(['Description', 'Resources', 'Outputs']);
    expect(template.Description).toBe(`Read-only access for account ${A}`);
    expect(Object.values<any>(template.Resources).map(({ Metadata }) => Metadata)).toEqual(Object.keys(template.Resources).map(() => undefined));
    expect(JSON.stringify(template)).not.toMatch(/aws:cdk|AWS::CDK|Bootstrap|ImportValue/);
  });

  test('keeps metadata that users add', () => {
    const access = make();
    (access.roles[0].node.defaultChild as CfnRole).addMetadata('Contact', 'security');
    expect(templateOf(access).Resources.TrustingRole.Metadata).toEqual({ Contact: 'security' });
  });

  test('names resources and outputs without a hash', () => {
    const { Resources, Outputs } = templateOf(make());
    expect(Resources.TrustingRole.Type).toBe('AWS::IAM::Role');
    expect(Object.keys(Outputs)).toEqual(['RoleArn', 'SwitchRoleUrl']);
  });

  test.each<[string, Props]>([
    ['the defaults', {}],
    ['another name, path and level', { roleName: 'Audit', path: '/security/', permissions: ReadOnlyPermissions.securityAudit() }],
    ['certain users', { principals: [PrincipalScope.users('ann', 'team/bob')], externalId: 'agreed-1' }],
  ])('has the role that a stack of the account has, by %s', (_, props) => {
    const ofOwner = roleIn(templateOf(make(props)));
    const { assumingAccount, ...others } = { ...props, assumingAccount: A };
    const stack = new Stack(new App(), 'Owner', { env: { account: B } });
    new TrustingRole(stack, 'TrustingRole', { ...others, assumingAccount });
    const policyIds = (role: unknown) => JSON.parse(JSON.stringify(role).replace(/TrustingRole(\w+?)[0-9A-F]{8}"/g, '$1"').replace(/\w*(ReadOnlyDenials\w{9})\w*/g, '$1'));
    expect(policyIds(ofOwner)).toEqual(policyIds(roleIn(Template.fromStack(stack).toJSON())));
  });

  test('has what aspects, tags and grants add', () => {
    const access = make({ principals: [PrincipalScope.users('ann')] });
    Tags.of(accounts.app).add('Team', 'security');
    access.grantAssumeRole(User.fromUserArn(accounts.a, 'Bob', `arn:aws:iam::${A}:user/bob`));
    const { Properties } = templateOf(access).Resources.TrustingRole;
    expect(Properties.Tags).toEqual([{ Key: 'Team', Value: 'security' }]);
    expect(JSON.stringify(Properties.AssumeRolePolicyDocument)).toContain(':user/bob');
  });

  test('is no stack that the CDK deploys', () => {
    make();
    expect(accounts.app.synth().stacksRecursively.map(({ stackName }) => stackName)).toEqual(['Identity']);
  });

  test('gives the group the exact role', () => {
    const access = make();
    new CfnOutput(accounts.a, 'Arn', { value: access.roles[0].roleArn });
    expect(access.roleArns.map((arn) => asText(accounts.a.resolve(arn)))).toEqual([`arn:PARTITION:iam::${B}:role/SecurityReadOnlyRole`]);
    // By name, without an export of another stack.
    expect(asText(accounts.templateA.toJSON().Outputs.Arn.Value)).toBe(`arn:PARTITION:iam::${B}:role/SecurityReadOnlyRole`);
  });

  test('is written again when the app is synthesized again, and in the assembly of its stage', () => {
    const stage = new Stage(accounts.app, 'Production');
    const a = accounts.stack('Identity', A, stage);
    const access = new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.template(B)] });
    accounts.app.synth();
    const { assemblies } = accounts.app.synth({ force: true }) as any;
    expect(assemblies).toBeUndefined();
    const template = access.node.findChild(`TemplateFor${B}`) as OwnerTemplate;
    expect(existsSync(join(template.directory, 'template.yaml'))).toBe(true);
    expect(template.directory.startsWith(stage.outdir)).toBe(true);
  });
});

describe('the instructions', () => {
  test('say what the template does, how to deploy it, what to send back and how to end the access', () => {
    const text = instructionsOf(make({ externalId: 'agreed-1', maxSessionDuration: undefined }));
    expect(text).toContain(`Account ${A} asks for read-only access to your account ${B}.`);
    expect(text).toContain('the caller has signed in with MFA; the caller passes the external ID agreed\\-1');
    expect(text).toContain('`TrustingRole` (AWS::IAM::Role)');
    expect(text).toContain(`\naws cloudformation deploy --template-file template.yaml --stack-name SecurityReadOnlyRole-${A} --capabilities CAPABILITY_NAMED_IAM\n`);
    expect(text).toContain(`expects \`arn:aws:iam::${B}:role/SecurityReadOnlyRole\``);
    expect(text).toContain(`aws cloudformation delete-stack --stack-name SecurityReadOnlyRole-${A}\n`);
    expect(text).not.toContain('quickcreate');
  });

  test('tell the window and the longest session, also if they are known at the end of synthesis', () => {
    const text = instructionsOf(make({
      accessWindow: AccessWindow.endingAt(Expiration.atDate(new Date('2096-12-31T23:59:59Z'))),
      maxSessionDuration: Duration.seconds(Lazy.number({ produce: () => 7200 })),
    }));
    expect(text).toContain('2096\\-12\\-31');
    expect(text).toContain('Longest session: 7200 seconds');
  });

  test('tell the trust of the finished template', () => {
    const access = make();
    access.roles[0].assumeRolePolicy!.addStatements(new PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new User(accounts.a, 'Eve', { userName: 'eve' })] }));
    expect(instructionsOf(access)).toMatch(/Statements that others added to the trust policy: .*eve/);
  });

  test('name a bucket where the template is too large without one', () => {
    const [small, large] = [ReadOnlyPermissions.readOnlyAccess(), ReadOnlyPermissions.securityAudit().combinedWith(ReadOnlyPermissions.viewOnly())]
      .map((permissions) => {
        accounts = new TwoAccounts();
        return files(make({ permissions }));
      });
    expect(Buffer.byteLength(small['template.yaml'])).toBeLessThan(51_200);
    expect(small['instructions.md']).not.toContain('--s3-bucket');
    expect(Buffer.byteLength(large['template.yaml'])).toBeGreaterThan(51_200);
    expect(large['instructions.md']).toContain('--capabilities CAPABILITY_NAMED_IAM --s3-bucket A-BUCKET-OF-YOURS\n');
  });

  test.each<[string, Props]>([
    ['with another character', { roleName: 'read_only' }], ['of more than 128 characters', { roleName: 'x'.repeat(64), path: '/' }],
  ])('give the stack of a role name %s a name that CloudFormation accepts', (_, props) => {
    const [, name] = /--stack-name (\S+)/.exec(instructionsOf(make(props)))!;
    expect(name).toMatch(/^[A-Za-z][A-Za-z0-9-]{0,127}$/);
  });

  describe('link to the console\'s form', () => {
    const templateUrl = 'https://bucket.s3.eu-west-1.amazonaws.com/a b.yaml'.replace(' ', '%20');
    const partitions: [string, string, string][] = [
      ['aws', 'eu-west-1', 'console.aws.amazon.com'],
      ['aws-cn', 'cn-north-1', 'console.amazonaws.cn'],
      ['aws-us-gov', 'us-gov-west-1', 'console.amazonaws-us-gov.com'],
      ['aws-eusc', 'eusc-de-east-1', 'eusc-de-east-1.console.amazonaws-eusc.eu'],
    ];
    // Older versions of the CDK know fewer Regions.
    test.each(partitions.filter(([, region]) => RegionInfo.get(region).partition !== undefined))('in %s', (_, region, host) => {
      accounts = new TwoAccounts({ region });
      const [, link] = /\(<(https:[^>]+)>\)/.exec(instructionsOf(make({}, { templateUrl })))!;
      const url = new URL(link);
      expect([url.host, url.pathname, url.search]).toEqual([host, '/cloudformation/home', `?region=${region}`]);
      const [path, query] = url.hash.split('?');
      expect(path).toBe('#/stacks/quickcreate');
      expect(Object.fromEntries(new URLSearchParams(query))).toEqual({ templateURL: templateUrl, stackName: `SecurityReadOnlyRole-${A}` });
    });

    test('not where the console\'s host is not known', () => {
      accounts = new TwoAccounts({ region: 'us-iso-east-1' });
      const text = instructionsOf(make({}, { templateUrl }));
      expect(text).not.toContain('quickcreate');
      expect(text).toContain(`create a stack \`SecurityReadOnlyRole-${A}\` in the CloudFormation console. CloudFormation reads the template from \`${templateUrl}\``);
    });

    test('with a URL that is known at the end of synthesis', () => {
      const text = instructionsOf(make({}, { templateUrl: Lazy.string({ produce: () => templateUrl }) }));
      expect(text).toContain(encodeURIComponent(templateUrl));
    });
  });

  test('are announced once, with the folder', () => {
    const access = make();
    accounts.app.synth();
    const { folder } = access.node.findChild(`TemplateFor${B}`) as OwnerTemplate;
    expect(annotationsOf(access).filter((message) => message.includes(folder))).toEqual([expect.stringContaining(`the owner of account ${B} makes the role from the template`)]);
  });
});

describe('the access guide', () => {
  function guide(access: CrossAccountReadOnlyAccess): Record<'index.html' | 'guide.md' | 'access.json', string> {
    const { directory } = new AccessGuide(accounts.a, 'Guide', { accesses: [access] });
    accounts.app.synth();
    return Object.fromEntries(['index.html', 'guide.md', 'access.json'].map((file) => [file, readFileSync(join(directory, file), 'utf8')])) as never;
  }

  test('links the instructions, and marks the role as declared', () => {
    const { 'index.html': page, 'guide.md': markdown, 'access.json': json } = guide(make({}, { name: 'Payments', stage: AccountStage.PRODUCTION }));
    const { folder } = accounts.a.node.findChild('Access').node.findChild(`TemplateFor${B}`) as OwnerTemplate;
    expect(page).toContain(`<a class="of" href="../${folder}/instructions.md">Template for the owner</a>`);
    expect(markdown).toContain(`[template for the owner](<../${folder}/instructions.md>)`);
    expect(page).toContain('Declared, not decided by this app');
    expect(JSON.parse(json).accesses[0].accounts).toEqual([expect.objectContaining({ name: 'Payments', id: B, declared: true })]);
  });

  test('links nothing for a role of the app', () => {
    const { 'index.html': page, 'guide.md': markdown } = guide(make({ trusting: [TrustingTarget.scope(accounts.b), TrustingTarget.account(C)] }));
    expect(page + markdown).not.toMatch(/emplate for the owner/);
  });
});

test('a group next to nothing gets no template, and an access may have several', () => {
  expect(() => new AssumingGroup(accounts.a, 'Auditors', { trusting: [TrustingTarget.template(B)] })).toThrow(/an AssumingGroup writes no template; use a CrossAccountReadOnlyAccess/);
  const access = make({ trusting: [TrustingTarget.template(B), TrustingTarget.template(C)] });
  expect(Token.isUnresolved(access.roles[1].stack.account)).toBe(false);
  expect(files(access, C)['instructions.md']).toContain(`your account ${C}`);
  expect(access.roles).toEqual([expect.any(Role), expect.any(Role)]);
});

describe('the finished template keeps its promise', () => {
  const overridden = (name: string, value: unknown) => (made: CrossAccountReadOnlyAccess) =>
    (made.roles[0].node.defaultChild as CfnRole).addPropertyOverride(name, value);
  test.each<[string, Props, (made: CrossAccountReadOnlyAccess) => void, Props, string]>([
    ['another role name', {}, overridden('RoleName', 'Other'), {}, 'Other'],
    ['no boundary', {}, overridden('PermissionsBoundary', undefined), {}, 'permissions boundary'],
    ['a trust of everybody', {}, overridden('AssumeRolePolicyDocument.Statement.0.Principal', '*'), {}, 'trust policy'],
    ['a name that is another one in each stack', { roleName: `${Aws.STACK_NAME}-role` }, () => undefined, { roleName: 'stack-role' }, 'roleName'],
  ])('%s is an error', (_, bad, change, good, problem) => {
    change(make(bad));
    expect(() => accounts.app.synth()).toThrow(problem);
    accounts = new TwoAccounts();
    make(good);
    expect(() => accounts.app.synth()).not.toThrow();
  });
});

test.each<[string, string | undefined, RegExp]>([
  ['in a Region', 'eu-west-1', /Cannot use resource 'Other\/Bucket' in a cross-environment fashion/],
  ['in no certain Region', undefined, /^Identity\/Access: the role's template imports a value of another stack, which the owner of the account cannot read; /],
])('a reference to a stack of the same account %s is an error', (_, region, message) => {
  const access = make();
  const bucket = new Bucket(new Stack(accounts.app, 'Other', { env: { account: B, region } }), 'Bucket');
  access.roles[0].addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
  expect(() => accounts.app.synth()).toThrow(message);
});

test('a dynamic reference is an error, because it would be resolved in the owner\'s account', () => {
  make({ description: '{{resolve:ssm:name}}' });
  expect(() => accounts.app.synth()).toThrow('which would be resolved in the owner\'s account');
});
