import { Caller } from '../support/callers';

/** What MiniStack decides otherwise than AWS documents. In the decision tables each makes it deny what AWS allows, and none the reverse. */
export interface Difference {
  readonly what: string;
  applies(caller: Caller, trustPolicy: object): boolean;
}

export const DIFFERENCES: Difference[] = [
  {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
    what: 'the key aws:PrincipalArn of a role session is the session\'s ARN, not the role\'s',
    applies: ({ arn }, trustPolicy) => arn.includes(':role/') && names(trustPolicy, 'aws:PrincipalArn'),
  },
  {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
    what: 'policy variables are not replaced in trust policies',
    applies: ({ arn }, trustPolicy) => arn.includes(':user/') && names(trustPolicy, '${aws:username}'),
  },
];

function names(policy: object, text: string): boolean {
  return JSON.stringify(policy).includes(text);
}
