import { describe, expect, test } from 'vitest'
import { evaluate } from '../evaluate.ts'

describe('values', () => {
  test.for([
    "isURL('https://user:pass@example.com:80/path?query=val#fragment') && isURL('/absolute-path')",
    "!isURL('https://a:b:c/') && !isURL('../relative-path') && !isURL('') && !isURL('a.b')",
    "isURL('mailto:a@b') && isURL('*') && isURL('//no.scheme') && isURL('http:')",
    "isURL('http://[::1%25eth0]:80/') && !isURL('http://[1.2.3.4]/') && !isURL('http://[::1/')",
    "isURL('postgres://a:1,b:2/') && !isURL('http://a:1,b:2/')",
    "url('HTTPS://Example.com/').getScheme() == 'https' && url('/path').getScheme() == ''",
    "url('https://u:p@example.com:80/').getHost() == 'example.com:80'",
    "url('https://[::1]:80/').getHost() == '[::1]:80' && url('https://[::1]:80/').getHostname() == '::1'",
    "url('https://example.com:80/').getHostname() == 'example.com'",
    "url('https://example.com:80/').getPort() == '80' && url('https://example.com/').getPort() == ''",
    "url('https://example.com:/').getPort() == '' && url('https://example.com:/').getHostname() == 'example.com'",
    "url('//example.com/a').getHost() == 'example.com' && url('///a').getHost() == ''",
    "url('http://h%C3%A9/').getHost() == 'hé' && url('http://[fe80::1%25a%20b]/').getHostname() == 'fe80::1%a b'",
    "url('https://example.com/with space/').getEscapedPath() == '/with%20space/'",
    "url('https://example.com/a%2fb/é').getEscapedPath() == '/a/b/%C3%A9'",
    "url('https://example.com/a%2fb').getEscapedPath() == '/a%2fb'",
    "url('*').getEscapedPath() == '*' && url('mailto:a').getEscapedPath() == ''",
    "url('/p?k1=a&k2=b&k2=c&k3=').getQuery() == {'k1': ['a'], 'k2': ['b', 'c'], 'k3': ['']}",
    "url('/p?a+b=%41%26').getQuery() == {'a b': ['A&']} && url('/p').getQuery() == {}",
    "url('/p?a=1;b=2&%zz=1&c=%zz&=d').getQuery() == {'': ['d']}",
    "url('/p?__proto__=1&constructor=2').getQuery() == {'__proto__': ['1'], 'constructor': ['2']}",
    "url('HTTP://a/%7e#') == url('http://a/%7e') && url('http://a') != url('http://a/')",
    "url('http://é/') == url('http://%C3%A9/') && url('/a?') != url('/a') && url('/#a') != url('/#b')",
    "url('http:///a') != url('http:/a') && url('http://') == url('http:')",
    "type(url('/')) == type(url('*')) && type(url('/')) != int",
    "[url('/a'), url('/a')].distinct().size() == 1",
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
  })
})

describe('octets that are no text', () => {
  test.for([
    { name: 'they count as characters', expression: "url('http://h%ff%fe').getHost().size() == 3" },
    { name: 'they differ', expression: "url('/?%ff=1').getQuery() != url('/?%fe=1').getQuery()" },
    { name: 'they are no other text', expression: "url('http://h%ff').getHost() != 'h\\uFFFD'" },
    {
      name: 'half a surrogate and what is too long are octets',
      expression:
        "url('/?a=%ed%a0%80&b=%c0%80').getQuery().all(k, url('/?a=%ed%a0%80&b=%c0%80').getQuery()[k][0].size() >= 2)",
    },
    { name: 'the rest is text', expression: "url('/?a=%F0%9F%98%80').getQuery() == {'a': ['😀']}" },
  ])('$name', ({ expression }) => {
    expect(evaluate(expression)).toBe(true)
  })
})

describe('parameters', () => {
  test.for([
    { count: 10_000, size: 1 },
    { count: 10_001, size: 0 },
  ])('of $count are read: $size key', ({ count, size }) => {
    const text = `/?${Array.from({ length: count }, () => 'a=b').join('&')}`
    expect(evaluate('url(object).getQuery().size()', text)).toBe(size)
  })
})

describe('errors', () => {
  test.for([
    { text: '', message: 'parse "": empty url' },
    { text: 'a b', message: 'parse "a b": invalid URI for request' },
    { text: ':a', message: 'parse ":a": missing protocol scheme' },
    { text: '/a\n', message: 'parse "/a\\n": net/url: invalid control character in URL' },
    { text: '/%é', message: 'parse "/%é": invalid URL escape "%é"' },
    { text: '/%aé', message: 'parse "/%aé": invalid URL escape "%a\\xc3"' },
    { text: '/?#%zz', message: 'parse "/?#%zz": invalid URL escape "%zz"' },
    { text: '//[bad/#f', message: 'parse "//[bad/": missing \']\' in host' },
    { text: 'http://a[::1]', message: 'parse "http://a[::1]": invalid IP-literal' },
    { text: 'http://[1.2.3.4]', message: 'parse "http://[1.2.3.4]": invalid IP-literal' },
    { text: 'http://a:b', message: 'parse "http://a:b": invalid port ":b" after host' },
    { text: 'http://a:1:2', message: 'parse "http://a:1:2": invalid port ":1:2" after host' },
    { text: 'x://[::1]b', message: 'parse "x://[::1]b": invalid port "b" after host' },
    { text: 'http://a b/', message: 'parse "http://a b/": invalid character " " in host name' },
    { text: 'http://a%41/', message: 'parse "http://a%41/": invalid URL escape "%41"' },
    { text: 'http://ü@a/', message: 'parse "http://ü@a/": net/url: invalid userinfo' },
    { text: 'http://u:%zz@a/', message: 'parse "http://u:%zz@a/": invalid URL escape "%zz"' },
    {
      text: 'http://[::1%25%0a]/',
      message: 'parse "http://[::1%25%0a]/": invalid URL escape "%0a"',
    },
    {
      text: 'http://[%ff::]/',
      message:
        'parse "http://[%ff::]/": invalid host: ParseAddr("\\xff::"): each colon-separated field must have at least one digit (at "\\xff::")',
    },
  ])('$text', ({ text, message }) => {
    const whole = `URL parse error during conversion from string: ${message}`
    expect(evaluate('url(object)', text)).toMatchObject({ message: whole })
  })

  test.for([
    { expression: 'url(dyn(1))', message: 'no such overload: url(int)' },
    { expression: 'isURL(dyn(1))', message: 'no such overload: isURL(int)' },
    { expression: "dyn('a').getHost()", message: 'no such overload: getHost(string)' },
    { expression: "string(dyn(url('/')))", message: 'no such overload: string(kubernetes.URL)' },
    { expression: "dyn(url('/')) < dyn(url('/'))", message: 'no such overload: _<_' },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})

test('URLs are known in every release', () => {
  expect(evaluate("isURL('/')", null, { kubernetesVersion: '1.28' })).toBe(true)
})
