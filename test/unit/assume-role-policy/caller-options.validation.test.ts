/** Values of other types for `selfManagedMfa` and `awsLogin`, which JavaScript does not refuse. */
import { AssumingGroupProps, AwsLogin, MfaRequirement, SelfManagedMfa } from '../../../src';
import { ACCESS, access, GROUP, group, ROLE, role, synth } from '../../support/invalid-props';
import { rejectionOf } from '../../support/validation-messages';

type Props = Partial<AssumingGroupProps>;
const wrong = (props: object) => props as Props;

test.each<[what: string, bad: Props, good: Props, problem: string, remedy: string]>([
  ['true, from a program without types', wrong({ selfManagedMfa: true }), { selfManagedMfa: SelfManagedMfa.fromConsole() },
    'selfManagedMfa true is not a SelfManagedMfa', 'give SelfManagedMfa.fromConsole()'],
  ['false, from a program without types', wrong({ selfManagedMfa: false }), { selfManagedMfa: SelfManagedMfa.none() },
    'selfManagedMfa false is not a SelfManagedMfa', 'give SelfManagedMfa.none()'],
  ['null', wrong({ selfManagedMfa: null }), { selfManagedMfa: undefined }, 'selfManagedMfa null is not a SelfManagedMfa', 'give a SelfManagedMfa'],
  ['a word', wrong({ selfManagedMfa: 'fromConsole' }), { selfManagedMfa: SelfManagedMfa.fromConsole() },
    'selfManagedMfa "fromConsole" is not a SelfManagedMfa', 'give a SelfManagedMfa'],
  ['the class of another prop', wrong({ selfManagedMfa: MfaRequirement.required() }), { selfManagedMfa: SelfManagedMfa.requireMfa() },
    'selfManagedMfa of class MfaRequirement is not a SelfManagedMfa', 'give a SelfManagedMfa'],
  ['the class itself', wrong({ selfManagedMfa: SelfManagedMfa }), { selfManagedMfa: SelfManagedMfa.none() },
    'selfManagedMfa of type function is not a SelfManagedMfa', 'give a SelfManagedMfa'],
  ['true for awsLogin', wrong({ awsLogin: true }), { awsLogin: AwsLogin.sameDevice() }, 'awsLogin true is not an AwsLogin', 'give AwsLogin.sameDevice()'],
  ['false for awsLogin', wrong({ awsLogin: false }), { awsLogin: AwsLogin.none() }, 'awsLogin false is not an AwsLogin', 'give AwsLogin.none()'],
  ['null for awsLogin', wrong({ awsLogin: null }), { awsLogin: undefined }, 'awsLogin null is not an AwsLogin', 'give an AwsLogin'],
  ['the client of AWS Sign-In for awsLogin', wrong({ awsLogin: 'remote' }), { awsLogin: AwsLogin.sameAndCrossDevice() },
    'awsLogin "remote" is not an AwsLogin', 'give an AwsLogin'],
])('%s', (_, bad, good, problem, remedy) => {
  expect(rejectionOf(() => synth(group(bad)))).toEqual({ path: GROUP, problem, remedy });
  expect(rejectionOf(() => synth(access(bad)))).toEqual({ path: ACCESS, problem, remedy });
  synth(group(good));
  synth(access(good));
});

test('for mfa too; for other props, the type', () => {
  const remedy = (props: object) => rejectionOf(() => synth(role(props))).remedy;
  expect(remedy({ mfa: true })).toBe('give MfaRequirement.required()');
  expect(remedy({ mfa: false })).toBe('give MfaRequirement.none()');
  expect(remedy({ roleName: true })).toBe('give a string');
  expect(rejectionOf(() => synth(role({ mfa: true } as object))).path).toBe(ROLE);
});
