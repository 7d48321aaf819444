# frozen_string_literal: true

def run(items, model: nil)
  return if items.empty?

  model ||= 'default'
  text = +''
  items.each_with_index do |item, index|
    text << item
    text += 'x'
  end
  items.each { |key, value| use(key, value) }
  3.times { again }
  loop do
    break if done
  end
  while more do step end
  for one in items
    look one
  end
  begin
    risky
  rescue ArgumentError => e
    warn e
  else
    fine
  ensure
    close
  end
  body = {}
  body[:a] = 1
  body[:b] ||= 2
  body.store(:c, 3)
  first, second = pair
  object.name = 'n'
  unless model
    other
  else
    another
  end
  case model
  when 'a' then one
  in_any = 2
  else two
  end
  items.select do |item|
    kept = item
    kept
  end
  if text
    'yes'
  else
    'no'
  end
end
