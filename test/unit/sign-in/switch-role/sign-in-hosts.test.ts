import { App, Aws, CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { Fact, FactName, RegionInfo } from 'aws-cdk-lib/region-info';
import { CrossAccountReadOnlyAccess, SwitchRoleOptions, TrustingRole, TrustingRoleStackSet, TrustingTarget } from '../../../../src';
import { ACCESS, access, BadInput, Input, rejects, ROLE, role } from '../../../support/invalid-props';
import { A, annotationsOf, B, templateOf, TwoAccounts } from '../../../support/two-accounts';

/** A Region of each partition, and the sign-in host by the endpoint rules, which put the Region before it. */
const PARTITIONS: [partition: string, region: string, host: string][] = [
  ['aws', 'eu-west-1', 'signin.aws.amazon.com'],
  ['aws-cn', 'cn-north-1', 'signin.amazonaws.cn'],
  ['aws-us-gov', 'us-gov-west-1', 'signin.amazonaws-us-gov.com'],
  ['aws-eusc', 'eusc-de-east-1', 'signin.amazonaws-eusc.eu'],
  ['aws-iso', 'us-iso-east-1', 'signin.c2shome.ic.gov'],
  ['aws-iso-b', 'us-isob-east-1', 'signin.sc2shome.sgov.gov'],
  ['aws-iso-e', 'eu-isoe-west-1', 'signin.csphome.adc-e.uk'],
  ['aws-iso-f', 'us-isof-south-1', 'signin.csphome.hci.ic.gov'],
];

/** Older versions of the CDK know fewer Regions. There the partition of a stack decides at deployment, as without a Region. */
const isKnown = (region: string) => RegionInfo.get(region).partition !== undefined;
const KNOWN = PARTITIONS.filter(([, region]) => isKnown(region));

/** Partitions whose host without a Region has the form. */
const GLOBAL = ['aws', 'aws-cn', 'aws-us-gov'];

const hostByDefault = ([partition, region, host]: typeof PARTITIONS[number]) => GLOBAL.includes(partition) ? host : `${region}.${host}`;

function linkOf(region: string, switchRole?: SwitchRoleOptions): string | undefined {
  return new TrustingRole(new TwoAccounts({ region }).b, 'Role', { assumingAccount: A, switchRole }).switchRoleUrl;
}

function hostOf(url: string): string {
  return new URL(url).host;
}

describe('case 2026-11-23: the link has the sign-in host of the partition', () => {
  test.each(KNOWN)('%s', (...partition) => {
    const [, region] = partition;
    expect(hostOf(linkOf(region)!)).toBe(hostByDefault(partition));
  });

  test.skipIf(!isKnown('eusc-de-east-1'))('also for roles that are made elsewhere', () => {
    const { a } = new TwoAccounts({ region: 'eusc-de-east-1' });
    const { switchRoleUrls } = new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.account(B)] });
    expect(switchRoleUrls.map(hostOf)).toEqual(['eusc-de-east-1.signin.amazonaws-eusc.eu']);
  });

  test('without a host that is known there is no link, and a reason', () => {
    Fact.register({ region: 'mars-north-1', name: FactName.PARTITION, value: 'aws-mars' });
    try {
      const made = new TrustingRole(new TwoAccounts({ region: 'mars-north-1' }).b, 'Role', { assumingAccount: A });
      expect(made.switchRoleUrl).toBeUndefined();
      expect(made.switchRoleUnavailableReason).toBe('there is no switch-role link, because the sign-in host of its partition is not known');
    } finally {
      Fact.unregister('mars-north-1', FactName.PARTITION);
    }
  });
});

describe('case 2026-11-24: signInRegion chooses a regional host', () => {
  test.each(KNOWN)('%s', (_, region, host) => {
    expect(hostOf(linkOf(region, { signInRegion: region })!)).toBe(`${region}.${host}`);
  });

  test('of another Region than the stack\'s', () => {
    expect(linkOf('us-east-1', { signInRegion: 'eu-central-1' })).toMatch(/^https:\/\/eu-central-1\.signin\.aws\.amazon\.com\/switchrole\?account=222222222222&/);
  });

  test('that is newer than the CDK, in the partition of the stack', () => {
    expect(hostOf(linkOf('cn-north-1', { signInRegion: 'cn-west-9' })!)).toBe('cn-west-9.signin.amazonaws.cn');
  });

  describe('of a name that the CDK does not know is a warning', () => {
    const warning = (path: string) => `${path}: switchRole signInRegion "eu-wst-1" is not a Region that the CDK knows, so that the link may lead nowhere; `
      + 'did you mean "eu-west-1"? If the Region is new, acknowledge the warning [ack: cdk-cross-account-read-only-access:signInRegionUnknown]';
    const annotationsWith = (signInRegion: string, target: (accounts: TwoAccounts) => TrustingTarget) => {
      const accounts = new TwoAccounts();
      access({ trusting: [target(accounts)], switchRole: { signInRegion } })(accounts);
      return annotationsOf(accounts.app);
    };

    test.each<[string, (accounts: TwoAccounts) => TrustingTarget, string]>([
      ['of the role that this app makes', ({ b }) => TrustingTarget.scope(b), 'Workload/TrustingRole-SecurityReadOnlyRole'],
      ['of the access, if all roles are made elsewhere', () => TrustingTarget.account(B), 'Identity/Access'],
    ])('%s', (_, target, path) => {
      expect(annotationsWith('eu-wst-1', target)).toEqual([warning(path)]);
      expect(annotationsWith('eu-west-1', target)).toEqual([]);
    });
  });

  test('for every role of an access', () => {
    const { a, b } = new TwoAccounts();
    const trusting = [TrustingTarget.scope(b), TrustingTarget.account('333333333333')];
    const { switchRoleUrls, roles } = new CrossAccountReadOnlyAccess(a, 'Access', { trusting, switchRole: { signInRegion: 'eu-west-3' } });
    expect([...switchRoleUrls, roles[0].switchRoleUrl!].map(hostOf)).toEqual(Array(3).fill('eu-west-3.signin.aws.amazon.com'));
  });

  test('that is a token, of the stack\'s own Region for example', () => {
    const { b } = new TwoAccounts();
    const made = new TrustingRole(b, 'Role', { assumingAccount: A, switchRole: { signInRegion: new CfnParameter(b, 'Region').valueAsString } });
    expect(b.resolve(made.switchRoleUrl)['Fn::Join'][1].slice(0, 3)).toEqual([
      'https://', { Ref: 'Region' }, expect.stringMatching(/^\.signin\.aws\.amazon\.com\/switchrole\?/),
    ]);
  });
});

describe('in a stack without a Region the partition decides at deployment', () => {
  /** The host of the link that a stack puts out in a Region of a partition. */
  function deployedHost(partition: string, region: string, switchRole?: SwitchRoleOptions): string {
    const stack = new Stack(new App(), 'Anywhere');
    new TrustingRole(stack, 'Role', { assumingAccount: A, switchRole });
    const { Conditions, Outputs } = templateOf(stack).toJSON();
    const pseudo: Record<string, string> = { 'AWS::Partition': partition, 'AWS::Region': region, 'AWS::AccountId': B };
    const valueOf = (value: any): string => {
      if (typeof value === 'string') {
        return value;
      }
      const [[name, argument]]: [string, any][] = Object.entries(value);
      switch (name) {
        case 'Ref': return pseudo[argument];
        case 'Fn::Join': return argument[1].map(valueOf).join(argument[0]);
        case 'Fn::If': return valueOf(isMet(Conditions[argument[0]]) ? argument[1] : argument[2]);
        default: throw new Error(`the test does not know ${name}`);
      }
    };
    const isMet = ({ 'Fn::Equals': [one, other] }: any) => valueOf(one) === valueOf(other);
    const [[, { Value }]]: [string, any][] = Object.entries<any>(Outputs).filter(([id]) => id.includes('SwitchRoleUrl'));
    return hostOf(valueOf(Value));
  }

  test.each(PARTITIONS)('%s', (...partition) => {
    const [name, region] = partition;
    expect(deployedHost(name, region)).toBe(hostByDefault(partition));
  });

  test('a partition that is not known gets no host of another one', () => {
    expect(deployedHost('aws-mars', 'mars-north-1')).toBe('sign-in-host-is-not-known.invalid');
  });

  test.each<[what: string, signInRegion: string, partition: string, host: string]>([
    ['in its partition', 'eu-central-1', 'aws', 'eu-central-1.signin.aws.amazon.com'],
    ['in another partition than its own', 'eu-central-1', 'aws-cn', 'sign-in-host-is-not-known.invalid'],
    ['in an isolated partition', 'us-isob-west-1', 'aws-iso-b', 'us-isob-west-1.signin.sc2shome.sgov.gov'],
    ['newer than the CDK, in the partition of the deployment', 'eusc-fr-west-9', 'aws-eusc', 'eusc-fr-west-9.signin.amazonaws-eusc.eu'],
    ['of the deployment', Aws.REGION, 'aws', 'deployed-here-1.signin.aws.amazon.com'],
  ])('a signInRegion %s', (_, signInRegion, partition, host) => {
    expect(deployedHost(partition, 'deployed-here-1', { signInRegion })).toBe(host);
  });

  test('a signInRegion needs only the condition of its partition', () => {
    const stack = new Stack(new App(), 'Anywhere');
    new TrustingRole(stack, 'Role', { assumingAccount: A, switchRole: { signInRegion: 'cn-north-1' } });
    expect(Object.values(templateOf(stack).toJSON().Conditions)).toEqual([{ 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] }]);
  });
});

describe('the template of a StackSet has the host of the StackSet\'s partition', () => {
  const urlIn = (region: string, switchRole?: SwitchRoleOptions) => {
    const { a } = new TwoAccounts({ region });
    const target = TrustingTarget.stackSetToAccounts([B]);
    const { role: made } = new TrustingRoleStackSet(a, 'Roles', { assumingAccount: '333333333333', target, switchRole });
    return JSON.stringify(Stack.of(made).resolve(made.switchRoleUrl));
  };

  const starts: [region: string, start: string][] = [
    ['eu-west-1', '"https://signin.aws.amazon.com/switchrole?'],
    ['cn-north-1', '"https://signin.amazonaws.cn/switchrole?'],
    ['eusc-de-east-1', '"https://",{"Ref":"AWS::Region"},".signin.amazonaws-eusc.eu/switchrole?'],
  ];
  test.each(starts.filter(([region]) => isKnown(region)))('%s', (region, start) => {
    expect(urlIn(region)).toContain(start);
    expect(urlIn(region)).not.toContain('Fn::If');
  });

  test('and no Region of another partition', () => {
    expect(urlIn('eu-west-1', { signInRegion: 'eu-west-3' })).toContain('"https://eu-west-3.signin.aws.amazon.com/switchrole?');
    expect(() => urlIn('eu-west-1', { signInRegion: 'cn-north-1' })).toThrow('"cn-north-1" is in the partition aws-cn, and the stack in aws');
  });
});

/** In a `TrustingRole`, and in a `CrossAccountReadOnlyAccess` whose roles are all made elsewhere. */
describe.each<[string, string, (signInRegion: string) => Input]>([
  ['a role', ROLE, (signInRegion) => role({ switchRole: { signInRegion } })],
  ['an access', ACCESS, (signInRegion) => access({ trusting: [TrustingTarget.account(B)], switchRole: { signInRegion } })],
])('signInRegion of %s', (_, path, input) => {
  const last = (value: string) => Lazy.string({ produce: () => value });
  const bad = (what: string, region: string, shown: string, good: string): BadInput => [what, path, `switchRole signInRegion ${shown}`, input(region), input(good)];
  rejects([
    bad('a name of a place', 'Ireland', '"Ireland" is not a Region', 'eu-west-1'),
    bad('an availability zone', 'eu-west-1a', '"eu-west-1a" is not a Region', 'eu-west-1'),
    bad('a host', 'eu-west-1.signin.aws.amazon.com', '"eu-west-1.signin.aws.amazon.com" is not a Region', 'eu-west-1'),
    bad('another host', 'evil.example/', '"evil.example/" is not a Region', 'me-central-1'),
    bad('nothing', '', '"" is not a Region', 'us-east-1'),
    bad('a Region of another partition', 'cn-north-1', '"cn-north-1" is in the partition aws-cn, and the stack in aws', 'eu-north-1'),
    bad('a Region of an isolated partition', 'us-iso-east-1', '"us-iso-east-1" is in the partition aws-iso, and the stack in aws', 'us-east-1'),
    bad('a bad one that is decided last', last('Ireland'), '"Ireland" is not a Region', last('eu-west-1')),
    bad('one of another partition that is decided last', last('us-gov-east-1'), '"us-gov-east-1" is in the partition aws-us-gov', last('us-east-1')),
  ]);
});
