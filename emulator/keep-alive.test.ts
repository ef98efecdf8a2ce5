import { Cloud } from './testing/cloud';

test('a connection does not time out while the process that client and server share is busy', async () => {
  const cloud = await Cloud.open();
  const { headers } = await fetch(cloud.emulator.endpoint);
  // Announced where there is one: https://www.rfc-editor.org/rfc/rfc9112#section-9.5
  expect([headers.get('connection'), headers.get('keep-alive')]).toEqual(['keep-alive', null]);
  await cloud.close();
});
