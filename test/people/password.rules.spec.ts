import { checkPassword } from '../../src/people/password.rules.js';

const about = ['Demo Honesty', 'd.honesty@harebell.demo.invalid'];

describe('a password', () => {
  it.each([
    ['of three random words', 'teapot gravel lantern'],
    ['of twelve characters exactly', 'tgv4bkw9zqhx'],
    ['of one kind of character, long enough', 'quietgravelteapot'],
    ['in another script', 'чайник и фонарь ночью'],
    ['with a common word among others', 'stalking gravel lantern'],
    ['of 128 characters', 'teapot gravel lantern '.repeat(6).slice(0, 128)],
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
    ['a walk over the keyboard', '1qaz2wsx3edc4rfv'],
    ['a common password with a year', 'Liverpool1984!'],
    ['a common password in other letters', 'P@ssw0rd!2026'],
    ['a common password over and over', 'trustno1trustno1'],
    ['two common words', 'michaeljackson'],
    ['a month twice', 'december25december'],
    ['a name with a date of birth', '29/03/1984smith'],
    ['one character a hundred and twenty-eight times', 'a'.repeat(128)],
  ])('that leans on %s is easily guessed', (_, password) => {
    expect(() => {
      checkPassword(password, about);
    }).toThrow('easily guessed');
  });
});
