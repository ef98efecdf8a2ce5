import { Cloud, HOME } from './cloud';
import { TestStack } from './stack';

/** The units of the organization: one with another in it, one beside them, and an empty one. */
export const SALES = 'ou-ab12-11111111';
export const SHOPS = 'ou-ab12-22222222';
export const LABS = 'ou-ab12-33333333';
export const ATTIC = 'ou-ab12-44444444';

/** Members of the units, in this order, with two of sales itself. */
export const SELLER = '400000000001';
export const MARKETER = '400000000002';
export const SHOP = '400000000003';
export const LAB = '400000000004';

/** In the root, an administrator of stack sets as well. */
export const DELEGATE = '400000000005';

/** In no organization. */
export const LONER = '400000000006';

export const SELLERS = [SELLER, MARKETER, SHOP];

export const EVERYBODY = [SELLER, MARKETER, SHOP, LAB, DELEGATE, LONER];

/** Managed by the account where people are. */
export const ORGANIZATION = {
  id: 'o-a1b2c3d4e5',
  management: HOME,
  accounts: [DELEGATE],
  units: {
    [SALES]: { accounts: [SELLER, MARKETER], units: { [SHOPS]: { accounts: [SHOP] } } },
    [LABS]: { accounts: [LAB] },
    [ATTIC]: {},
  },
  delegatedAdministrators: [DELEGATE],
};

/** The organization on an emulator of its own, and a stack of the account that manages it. */
export async function openOrganization() {
  const cloud = await Cloud.open(...EVERYBODY);
  cloud.emulator.organization(ORGANIZATION);
  const { cloudFormation } = cloud.administrator(HOME);
  return { cloud, cloudFormation, stack: new TestStack(cloudFormation, 'RollOut') };
}
