import { Stack } from './stack';
import { StackSet } from './stack-sets/stack-set';

/** What CloudFormation keeps of one account, of all Regions. */
export interface AccountState {
  readonly stacks: Stack[];
  stackSets: StackSet[];
}

/** The stacks and stack sets of all accounts. */
export class CloudFormationState {
  private readonly accounts = new Map<string, AccountState>();

  public of(account: string): AccountState {
    const state = this.accounts.get(account) ?? { stacks: [], stackSets: [] };
    this.accounts.set(account, state);
    return state;
  }
}
