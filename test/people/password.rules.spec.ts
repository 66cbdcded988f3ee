import { checkPassword } from '../../src/people/password.rules.js';

const about = ['Demo Honesty', 'd.honesty@harebell.demo.invalid'];

describe('a password', () => {
  it.each([
    ['of three random words', 'teapot gravel lantern'],
    ['of twelve characters exactly', 'tgv4bkw9zqhx'],
    ['of one kind of character, long enough', 'quietgravelteapot'],
    ['in another script', 'чайник и фонарь ночью'],
    ['with a common word among others', 'stalking gravel lantern'],
  ])('%s is taken', (_, password) => {
    expect(() => {
      checkPassword(password, about);
    }).not.toThrow();
  });

  it.each([
    ['eleven characters', 'tgv4bkw9zqh'],
    ['nothing', ''],
    ['a few emoji', '👩‍🚒👩‍🚒'],
  ])('of %s is too short', (_, password) => {
    expect(() => {
      checkPassword(password, about);
    }).toThrow('at least 12 characters');
  });

  it.each([
    ['the service’s own words', 'Larkspur2026!'],
    ['a common word twice', 'passwordpassword1'],
    ['the holder’s name', 'DemoHonesty1234'],
    ['the holder’s address', 'harebell-invalid-demo'],
    ['one character over and over', 'aaaaaaaaaaaaaaaa'],
    ['two characters over and over', 'abababababababab'],
    ['a run of keys', 'qwertyuiop1234567890'],
    ['a run backwards', 'zyxwvutsrqponml'],
  ])('that leans on %s is easily guessed', (_, password) => {
    expect(() => {
      checkPassword(password, about);
    }).toThrow('easily guessed');
  });
});
