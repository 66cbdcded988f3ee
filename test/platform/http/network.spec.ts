import { networkOf, subscriberOf } from '../../../src/platform/http/network.js';

it.each([
  ['192.0.2.17', '192.0.2.17', '192:0:2'],
  ['::ffff:192.0.2.17', '192.0.2.17', '192:0:2'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::1', '2001:db8:1'],
  ['2001:db8::1', '2001:db8:0:0:ffff::', '2001:db8:0'],
  ['::1', '::2', '0:0:0'],
])('%s and %s are of one subscriber, in the network %s', (one, other, network) => {
  expect(subscriberOf(one)).toBe(subscriberOf(other));
  expect([networkOf(one), networkOf(other)]).toEqual([network, network]);
});

it.each([
  ['192.0.2.17', '192.0.2.18'],
  ['2001:db8:1:2::1', '2001:db8:1:3::1'],
  ['2001:db8::1', '2001:db8:0:1::1'],
  ['::ffff:192.0.2.1', '::ffff:198.51.100.1'],
])('%s and %s are of two subscribers', (one, other) => {
  expect(subscriberOf(one)).not.toBe(subscriberOf(other));
});
