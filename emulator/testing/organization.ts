import { ASSUMING_ACCOUNT, Cloud } from './cloud';
import { TestStack } from './stack';

/** The organizational units: sales with its child unit shops, labs, and an empty one. */
export const SALES = 'ou-ab12-11111111';
export const SHOPS = 'ou-ab12-22222222';
export const LABS = 'ou-ab12-33333333';
export const EMPTY_UNIT = 'ou-ab12-44444444';

/** Members of the units: two of sales, one of shops, one of labs. */
export const SELLER = '400000000001';
export const MARKETER = '400000000002';
export const SHOP = '400000000003';
export const LAB = '400000000004';

/** In the root, and a delegated administrator for stack sets. */
export const DELEGATED_ADMIN = '400000000005';

/** In no organization. */
export const STANDALONE = '400000000006';

export const SALES_ACCOUNTS = [SELLER, MARKETER, SHOP];

export const ALL_ACCOUNTS = [SELLER, MARKETER, SHOP, LAB, DELEGATED_ADMIN, STANDALONE];

/** The assuming account is the management account. */
export const ORGANIZATION = {
  id: 'o-a1b2c3d4e5',
  managementAccount: ASSUMING_ACCOUNT,
  accounts: [DELEGATED_ADMIN],
  organizationalUnits: {
    [SALES]: { accounts: [SELLER, MARKETER], organizationalUnits: { [SHOPS]: { accounts: [SHOP] } } },
    [LABS]: { accounts: [LAB] },
    [EMPTY_UNIT]: {},
  },
  delegatedAdministrators: [DELEGATED_ADMIN],
};

/** Starts an emulator with the organization, and returns a stack of the management account as well. */
export async function openOrganization() {
  const cloud = await Cloud.open(...ALL_ACCOUNTS);
  cloud.emulator.createOrganization(ORGANIZATION);
  const { cloudFormation } = cloud.administrator(ASSUMING_ACCOUNT);
  return { cloud, cloudFormation, stack: new TestStack(cloudFormation, 'StackSets') };
}
