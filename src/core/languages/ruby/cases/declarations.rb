# frozen_string_literal: true

require 'json'
require_relative 'models'
require 'support/prompts'

MODEL = 'top'.freeze

module Outer
  LIMIT = 512

  class Base
    include Helpers
  end

  class Inner < Base
    NAMES = { fast: 'a', slow: LIMIT }.freeze
    attr_reader :client

    def initialize(client: nil, max: LIMIT, *rest, **options, &block)
      @client = client || Aws::Thing::Client.new(region: 'x')
      @max, other = max, options
    end

    def self.call(...) = new(...).call

    class << self
      def build(text = 'a') = new(text)
    end

    def call
      @answer ||= ask(NAMES[:fast], Outer::LIMIT, MODEL, OTHER)
    end

    private

    def ask(text, options = {})
      client.send(text, **options)
    end
  end
end

def top(value)
  Outer::Inner.new(client: value).call
end

Other::Deep::Name.run
