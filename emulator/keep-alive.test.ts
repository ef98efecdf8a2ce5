import { Cloud } from './testing/cloud';

test('a connection is not hung up on because this process, which is its other end too, was busy for seconds', async () => {
  const cloud = await Cloud.open();
  const { headers } = await fetch(cloud.emulator.endpoint);
  // Announced where there is one: https://www.rfc-editor.org/rfc/rfc9112#section-9.5
  expect([headers.get('connection'), headers.get('keep-alive')]).toEqual(['keep-alive', null]);
  await cloud.close();
});
