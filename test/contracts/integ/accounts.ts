import { Environment } from 'aws-cdk-lib';

/** The environments of the two halves. */
export interface Accounts {
  readonly assuming: Environment;
  readonly trusting: Environment;
  /** Whether both accounts are in the same organization. */
  readonly sameOrganization: boolean;
}

/** The accounts of the committed snapshots, to which nobody deploys. */
const SNAPSHOT = { INTEG_ASSUMING_ACCOUNT: '123456789012', INTEG_TRUSTING_ACCOUNT: '234567890123' };

/**
 * The two accounts from environment variables, or those of the snapshots by default. `INTEG_SAME_ORGANIZATION=true` says that both are in
 * the same organization; otherwise they must not be.
 *
 * @throws Error if only one is set, or none although `INTEG_DEPLOY` is set; if one is not an account id, or both are the same
 */
export function accountsOf(env: NodeJS.ProcessEnv): Accounts {
  const names = Object.keys(SNAPSHOT) as (keyof typeof SNAPSHOT)[];
  const named = names.filter((name) => env[name]);
  if (named.length === 0 && !env.INTEG_DEPLOY) {
    return { ...environments(SNAPSHOT.INTEG_ASSUMING_ACCOUNT, SNAPSHOT.INTEG_TRUSTING_ACCOUNT), sameOrganization: false };
  }
  names.filter((name) => !named.includes(name)).forEach((name) => {
    throw new Error(`${name} is missing; set it to the id of ${name === 'INTEG_ASSUMING_ACCOUNT' ? 'the assuming account' : 'the trusting account'}`);
  });
  names.filter((name) => !/^\d{12}$/.test(env[name]!)).forEach((name) => {
    throw new Error(`${name} is "${env[name]}"; an account id has 12 digits`);
  });
  const [assuming, trusting] = names.map((name) => env[name]!);
  if (assuming === trusting) {
    throw new Error(`INTEG_ASSUMING_ACCOUNT and INTEG_TRUSTING_ACCOUNT are both ${assuming}; set them to two different accounts`);
  }
  return { ...environments(assuming, trusting, env.INTEG_REGION), sameOrganization: env.INTEG_SAME_ORGANIZATION === 'true' };
}

function environments(assuming: string, trusting: string, region = 'eu-west-1'): Pick<Accounts, 'assuming' | 'trusting'> {
  return { assuming: { account: assuming, region }, trusting: { account: trusting, region } };
}
