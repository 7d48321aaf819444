# frozen_string_literal: true

a = 1
text = "a\n#{a} \u00e9\e" 'b' "c"
raw = 'it\'s \n'
words = %w[a b] + %i[c d]
symbol = :"with blank"
object = { a: 1, 'b' => 2, :c => 3, "d": 4, a:, **options }
squiggly = <<~TEXT.strip
  Hello #{a}
    there
TEXT
plain = call(<<-ONE, <<~'TWO')
  first
  ONE
  second \n
TWO
value = ENV['X'] || ENV.fetch('Y', 'default') || ENV.fetch('Z') { 'made' }
chosen = a == 1 ? 'x' : 'y'
matched = case a
          when 1, 2 then 'few'
          when String then 'text'
          else 'many'
          end
tested = if a.nil? then 'none' elsif a > 2 then 'some' else 'all' end
sum = 2 * 3 + 4
long = 'a' + 'b' + text
filled = '%s and %s' % [a, text]
named = format('%s', a)
safe = object&.dig(:a, 0)&.strip
merged = object.merge(e: 5, **other)
slice = text[0...500] + text[0, 3]
mapped = words.map { |word| word.to_s }
function = ->(x, y = 2) { x + y }
made = lambda { |z| z }
list = [1, *words, c: 2]
file = File.expand_path('../x', __dir__)
kept = (first || second)
not_a = !a && !(a == 2)
