import { Proof } from './prove';
import { Configuration } from '../properties/who-may-assume/configuration';
import { decide } from '../properties/who-may-assume/engine';
import { MadeRole } from '../properties/who-may-assume/library';
import { getsIn } from '../properties/who-may-assume/oracle';

/**
 * What is wrong with a proof: each counterexample, and each witness that the policy engine or the oracle decides otherwise. A proof without
 * an allowed and a denied witness would be one about nothing.
 */
export async function faultsOf(configuration: Configuration, { arn: roleArn, trustPolicy }: Pick<MadeRole, 'arn' | 'trustPolicy'>, proof: Proof): Promise<string[]> {
  const [, partition, , , account] = roleArn.split(':');
  const witnesses = [['allowed', proof.allowed], ['denied', proof.denied]] as const;
  const disagreements = await Promise.all(witnesses.map(async ([decision, caller]) => {
    if (!caller) {
      return [`no request is ${decision}, for ${JSON.stringify(configuration)}`];
    }
    const engine = (await decide({ caller, roleArn, trustPolicy, partition })).getsIn;
    const oracle = getsIn(configuration, caller, account);
    return [engine, oracle].every((allowed) => allowed === (decision === 'allowed'))
      ? []
      : [`the proof says ${decision}, the engine ${engine}, the oracle ${oracle}, of ${JSON.stringify(caller)} for ${JSON.stringify(configuration)}`];
  }));
  return [...proof.counterexamples.map(({ description }) => description), ...disagreements.flat()];
}
