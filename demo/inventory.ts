import { paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { paginateListGroups, paginateListRoles, paginateListUsers } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { AdministeredAccount, Platform } from './platform';

/** Lists the resources in the accounts that the demo could leave behind. */
export async function inventory({ assuming, trusting, third }: Platform): Promise<string[]> {
  const accounts = [assuming, trusting, third].filter((account): account is AdministeredAccount => account !== undefined);
  return (await Promise.all(accounts.map(inventoryOf))).flat();
}

async function inventoryOf({ id, administrator }: AdministeredAccount): Promise<string[]> {
  const { iam: client, cloudFormation, s3 } = administrator;
  const found: string[] = [];
  for await (const { Users } of paginateListUsers({ client }, {})) {
    found.push(...(Users ?? []).map(({ Arn }) => Arn!));
  }
  for await (const { Groups } of paginateListGroups({ client }, {})) {
    found.push(...(Groups ?? []).map(({ Arn }) => Arn!));
  }
  for await (const { Roles } of paginateListRoles({ client }, {})) {
    found.push(...(Roles ?? []).map(({ Arn }) => Arn!));
  }
  for await (const { Stacks } of paginateDescribeStacks({ client: cloudFormation }, {})) {
    found.push(...(Stacks ?? []).map(({ StackId }) => StackId!));
  }
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  return [...found, ...(Buckets ?? []).map(({ Name }) => `bucket ${Name} of account ${id}`)];
}
