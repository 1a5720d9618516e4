# Reads paths, one a line, and writes for each the tree that Ripper, Ruby's own parser, makes of the file, as one line of
# JSON: [path, accepted, tree]. Names are changed into those of vmlint's tree and positions dropped, nothing else; what is
# not known here raises, so that no part of a program can be left out by mistake.
require 'ripper'
require 'json'

class Raw < Ripper::SexpBuilderPP
  # Ripper hands on the text of a string as it stands; what it means depends on the delimiter, kept here.
  def initialize(*)
    super
    @openers = []
  end

  %i[tstring_beg symbeg backtick regexp_beg qwords_beg words_beg qsymbols_beg symbols_beg].each do |name|
    define_method("on_#{name}") do |token|
      # A backtick is also a method's name; :sym opens with a symbeg that nothing closes.
      @openers.push(token.strip) unless name == :symbeg && token == ':'
      super(token)
    end
  end

  %i[tstring_end regexp_end].each do |name|
    define_method("on_#{name}") do |token|
      @openers.pop
      super(token)
    end
  end

  # `!@` and `~@` are `!` and `~`.
  def on_op(token)
    super(%w[!@ ~@].include?(token) ? token[0] : token)
  end

  def on_label_end(token)
    @openers.pop
    super
  end

  def on_heredoc_beg(token)
    @openers.push(token)
    super
  end

  def on_heredoc_end(token)
    @openers.pop
    super
  end

  # Ripper's own takes the indentation also off text that follows an interpolation on the same line.
  def on_heredoc_dedent(content, width)
    content.each do |part|
      next unless part.is_a?(Array) && part[0] == :@tstring_content && part[2][1].zero?

      part[1] = part[1].dup
      dedent_string(part[1], width)
    end
    content
  end

  def on_tstring_content(token)
    super + [@openers.last]
  end
end

class Normal
  BARE = { 'nil' => ['nil'], 'true' => ['bool', true], 'false' => ['bool', false], 'self' => ['self'] }.freeze

  # Everything but `node?` raises on what it does not know.
  def node(n)
    return nil if n.nil?

    name = n[0]
    raise "not a node: #{n.inspect[0, 80]}" unless name.is_a?(Symbol)

    send("on_#{name.to_s.sub('@', 'token_')}", n)
  end

  def respond_to_missing?(*) = false

  def method_missing(name, *arguments)
    raise "unknown: #{name} #{arguments.inspect[0, 100]}"
  end

  def statements(list)
    return [] if list.nil? || list == false

    list = [list] if list[0].is_a?(Symbol)
    list.reject { |s| s[0] == :void_stmt }.map { |s| node(s) }
  end

  # Names

  def on_var_ref(n)
    return BARE.fetch(n[1][1]) { ['pseudo', n[1][1]] } if n[1][0] == :@kw

    node(n[1])
  end
  alias on_var_field on_var_ref
  def on_vcall(n) = node(n[1])
  def on_token_ident(n) = ['id', n[1]]
  def on_token_const(n) = ['const', nil, n[1], false]
  def on_token_ivar(n) = ['var', n[1]]
  alias on_token_gvar on_token_ivar
  alias on_token_cvar on_token_ivar
  alias on_token_backref on_token_ivar
  def on_const_path_ref(n) = ['const', node(n[1]), n[2][1], false]
  alias on_const_path_field on_const_path_ref
  def on_top_const_ref(n) = ['const', nil, n[1][1], true]
  alias on_top_const_field on_top_const_ref
  alias on_const_ref on_vcall

  # Literals

  def on_token_int(n)
    ['int', Integer(n[1]).to_s]
  end

  def on_token_float(n) = ['float', Float(n[1].delete('_'))]
  def on_token_rational(n) = ['odd', n[1]]
  def on_token_imaginary(n) = ['odd', n[1]]
  def on_token_CHAR(n) = ['str', decode(n[1][1..], '"')]

  def decode(text, opener)
    opener = opener.to_s
    text = text.gsub("\r\n", "\n")
    if opener.start_with?('<<')
      return text if opener.include?("'")

      return double(text)
    end
    case opener
    when /\A(?:'|:'|%[qs])/ then single(text, opener)
    when /\A%[wi]/ then single(text, opener, true)
    when /\A%r|\A\// then text
    else double(text)
    end
  end

  def double(text)
    value = eval('"' + text.gsub(/\\.|"|#(?=\z|[{@$])/m) { |m| m[0] == '\\' ? m : "\\#{m}" } + '"')
    value = value.dup.force_encoding('UTF-8')
    value.valid_encoding? ? value : ['bytes', value.bytes]
  end

  CLOSING = { '(' => ')', '[' => ']', '{' => '}', '<' => '>' }.freeze

  def single(text, opener, words = false)
    delimiters = opener[-1] + CLOSING.fetch(opener[-1], '')
    text.gsub(/\\([\\#{words ? '\\s' : ''}#{Regexp.escape(delimiters)}])/m) { $1 }
  end

  # The parts of a literal: text next to text is one.
  def parts(list)
    made = []
    (list || []).each do |part|
      case part[0]
      when :@tstring_content
        made << ['str', decode(part[1], part[3])]
      when :string_embexpr then made << ['code', statements(part[1])]
      when :string_dvar then made << ['code', [node(part[1])]]
      else raise "part #{part.inspect[0, 80]}"
      end
    end
    join(made)
  end

  def join(made)
    made.each_with_object([]) do |part, joined|
      if part[0] == 'str' && joined.last && joined.last[0] == 'str' && part[1].is_a?(String) && joined.last[1].is_a?(String)
        joined[-1] = ['str', joined.last[1] + part[1]]
      else
        joined << part
      end
    end
  end

  def string(made)
    return ['str', ''] if made.empty?

    made.size == 1 && made[0][0] == 'str' ? made[0] : ['dstr', made]
  end

  def content(n) = n[0] == :string_content ? n[1..] : n

  def on_string_literal(n) = string(parts(content(n[1])))

  def on_string_concat(n)
    made = join(concatenated(n))
    ['dstr', made]
  end

  def concatenated(n)
    return concatenated(n[1]) + concatenated(n[2]) if n[0] == :string_concat

    made = parts(content(n[1]))
    made.empty? ? [['str', '']] : made
  end

  def on_xstring_literal(n) = ['xstr', parts(n[1])]
  def on_regexp_literal(n) = ['regex', parts(n[1]), n[2][1].sub(/\A[^a-z]*/, '')]

  def on_symbol_literal(n)
    inner = n[1][0] == :symbol ? n[1][1] : n[1]
    ['sym', inner[1]]
  end

  def on_dyna_symbol(n)
    made = parts(content(n[1]))
    return ['sym', ''] if made.empty?

    made.size == 1 && made[0][0] == 'str' ? ['sym', made[0][1]] : ['dsym', made]
  end

  def on_token_label(n) = ['sym', n[1].chomp(':')]

  def on_array(n)
    inside = n[1]
    return ['array', []] if inside.nil?
    return ['array', inside.map { |word| word_of(word) }] if words?(inside)

    ['array', arguments(inside)]
  end

  # %w and %i: Ripper's list holds bare contents, or lists of them.
  def words?(inside)
    return false unless inside.is_a?(Array) && !inside.empty?

    inside.all? { |w| w.is_a?(Array) && (w[0] == :@tstring_content || (w[0].is_a?(Array) && %i[@tstring_content string_embexpr string_dvar].include?(w[0][0]))) }
  end

  def word_of(word)
    list = word[0].is_a?(Symbol) ? [word] : word
    opener = opener_of(list)
    made = parts(list)
    if opener =~ /\A%[iI]/
      return made.size == 1 && made[0][0] == 'str' ? ['sym', made[0][1]] : ['dsym', made]
    end
    string(made)
  end

  def opener_of(list)
    list.each { |part| return part[3] if part[0] == :@tstring_content && part[3] }
    list.each { |part| return @word_opener if part }
    nil
  end

  def on_hash(n) = ['hash', true, n[1] ? pairs(n[1][1]) : []]
  def on_bare_assoc_hash(n) = ['hash', false, pairs(n[1])]

  def pairs(list)
    list.map do |pair|
      if pair[0] == :assoc_splat
        ['dsplat', node(pair[1])]
      else
        ['pair', node(pair[1]), node(pair[2])]
      end
    end
  end

  def on_dot2(n) = ['range', node(n[1]), node(n[2]), false]
  def on_dot3(n) = ['range', node(n[1]), node(n[2]), true]

  # Calls

  def call(receiver, name, arguments, keywords, block, parenthesized, safe)
    ['call', receiver, name, arguments, keywords, block, parenthesized, safe]
  end

  def safe?(operator) = operator.is_a?(Array) && operator[1] == '&.'

  def on_call(n)
    return call(node(n[1]), 'call', [], nil, nil, true, safe?(n[2])) if n[3] == :call

    call(node(n[1]), n[3][1], [], nil, nil, false, safe?(n[2]))
  end

  def on_field(n) = call(node(n[1]), n[3][1], [], nil, nil, false, safe?(n[2]))
  def on_fcall(n) = ['id', n[1][1]]

  def on_command(n) = call(nil, n[1][1], *split(n[2]), false, false)
  def on_command_call(n)
    name = n[3] == :call ? 'call' : n[3][1]
    call(node(n[1]), name, *split(n[4]), false, safe?(n[2]))
  end

  def on_method_add_arg(n)
    made = node(n[1])
    return made if n[2] == []

    made = call(nil, made[1], [], nil, nil, false, false) if made[0] == 'id'
    raise "arguments to #{made[0]}" unless made[0] == 'call'

    positional, keywords, block = split(n[2])
    made[3], made[4], made[5] = positional, keywords, block
    made[6] = true if n[2] && n[2][0] == :arg_paren
    made
  end

  def on_method_add_block(n)
    made = node(n[1])
    block = node(n[2])
    case made[0]
    when 'call' then made[5] = block
    when 'super' then made[3] = block
    when 'id' then made = call(nil, made[1], [], nil, block, false, false)
    when 'jump' then made[2] = add_block(made[2], block)
    when 'index' then made = call(made[1], '[]', made[2], made[3], block, true, false)
    else raise "block to #{made[0]}"
    end
    made
  end

  def add_block(made, block)
    return call(nil, made[1], [], nil, block, false, false) if made[0] == 'id'
    raise "block to #{made[0]}" unless made[0] == 'call'

    made[5] = block
    made
  end

  # [positional arguments, the pairs without braces, the block]
  def split(n)
    list = arguments(n)
    block = list.last && list.last[0] == 'blockpass' ? list.pop : nil
    keywords = list.last && list.last[0] == 'hash' && list.last[1] == false ? list.pop : nil
    [list, keywords, block]
  end

  def arguments(n)
    return [] if n.nil? || n == []

    case n[0]
    when :arg_paren then arguments(n[1])
    when :args_add_block
      list = arguments(n[1])
      list << ['blockpass', node(n[2])] unless n[2] == false
      list
    when :args_add_star then arguments(n[1]) + [['splat', node(n[2])]] + n[3..].map { |a| node(a) }
    when :args_forward then [['forward']]
    when :mrhs_new_from_args then arguments(n[1]) + (n[2] ? [node(n[2])] : [])
    when :mrhs_add_star then arguments(n[1]) + [['splat', node(n[2])]]
    when :args_add then arguments(n[1]) + [node(n[2])]
    when Symbol then [node(n)]
    else n.map { |a| a[0] == :args_forward ? ['forward'] : node(a) }
    end
  end

  def on_arg_paren(n) = raise('arg_paren')

  def on_aref(n)
    positional, keywords, block = split(n[2])
    positional << block if block
    ['index', node(n[1]), positional, keywords]
  end
  alias on_aref_field on_aref

  def on_zsuper(_) = ['super', nil, nil, nil]

  def on_super(n)
    ['super', *split(n[1])]
  end

  def on_yield0(_) = ['yield', [], nil]
  def on_yield(n)
    inside = n[1][0] == :paren ? n[1][1] : n[1]
    positional, keywords, = split(inside)
    ['yield', positional, keywords]
  end

  def on_brace_block(n) = ['block', block_parameters(n[1]), body_of(n[2]), true]
  def on_do_block(n) = ['block', block_parameters(n[1]), body_of(n[2]), false]

  def block_parameters(n)
    return nil if n.nil?
    raise n.inspect unless n[0] == :block_var

    parameters(n[1]) + (n[2] || []).map { |local| ['parameter', 'local', local[1], nil, []] }
  end

  def body_of(n)
    n.is_a?(Array) && n[0] == :bodystmt ? body(n) : ['body', statements(n), [], nil, nil]
  end

  def body(n)
    raise n.inspect unless n[0] == :bodystmt

    otherwise = n[3] && (n[3][0] == :else ? n[3][1] : n[3])
    ['body', statements(n[1]), rescues(n[2]), n[3] && statements(otherwise), n[4] && statements(n[4][1])]
  end

  def rescues(n)
    return [] if n.nil?

    exceptions = n[1].nil? ? [] : arguments(n[1])
    [['rescue', exceptions, node(n[2]), statements(n[3])]] + rescues(n[4])
  end

  def on_lambda(n)
    parameters = n[1][0] == :paren ? n[1][1] : n[1]
    ['lambda', lambda_parameters(parameters), body_of(n[2])]
  end

  def lambda_parameters(n)
    n[0] == :lambda_var ? parameters(n[1]) + (n[2] || []).map { |l| ['parameter', 'local', l[1], nil, []] } : parameters(n)
  end

  # Parameters

  def parameters(n)
    return [] if n.nil?
    return parameters(n[1]) if n[0] == :paren
    raise n.inspect unless n[0] == :params

    _, required, optional, rest, post, keywords, keyword_rest, block = n
    list = (required || []).map { |p| parameter(p) }
    list += (optional || []).map { |name, default| ['parameter', 'optional', name[1], node(default), []] }
    list << rest(rest) if rest && rest != 0
    list << ['parameter', 'excess_comma', '', nil, []] if rest == 0
    list += (post || []).map { |p| parameter(p) }
    list += (keywords || []).map { |label, default| ['parameter', 'keyword', label[1].chomp(':'), default ? node(default) : nil, []] }
    if keyword_rest == :nil then list << ['parameter', 'no_keywords', '', nil, []]
    elsif keyword_rest.is_a?(Array) && keyword_rest[0] == :args_forward then list << ['parameter', 'forward', '', nil, []]
    elsif keyword_rest then list << ['parameter', 'keyword_rest', keyword_rest[1] ? keyword_rest[1][1] : '', nil, []]
    end
    list << ['parameter', 'block', block[1] ? block[1][1] : '', nil, []] if block && !(block == :&)
    list
  end

  def rest(n)
    return ['parameter', 'excess_comma', '', nil, []] if n[0] == :excessed_comma
    return ['parameter', 'forward', '', nil, []] if n[0] == :args_forward

    ['parameter', 'rest', n[1] ? n[1][1] : '', nil, []]
  end

  def parameter(n)
    return ['parameter', 'required', n[1], nil, []] if n[0] == :@ident
    return ['parameter', 'destructure', '', nil, destructured(n)] if n[0] == :mlhs
    return ['parameter', 'destructure', '', nil, destructured(n[1])] if n[0] == :mlhs_paren

    raise "parameter #{n.inspect}"
  end

  def destructured(n)
    flat_targets(n).map do |kind, target|
      if kind == :splat then ['parameter', 'rest', target ? name_of(target) : '', nil, []]
      else %i[mlhs mlhs_paren].include?(target[0]) ? parameter(target) : ['parameter', 'required', name_of(target), nil, []]
      end
    end
  end

  def name_of(n) = n[0] == :@ident ? n[1] : name_of(n[1])

  # Operators and assignment

  OPERATORS = { :-@ => '-', :+@ => '+', :! => '!', :~ => '~', :not => 'not' }.freeze

  # Ripper does not tell `-1`, one token, from `- 1`; nor `not(x)`, whose parentheses it drops, from `not x`.
  def on_unary(n)
    operand = node(n[2])
    return [operand[0], negated(operand[1])] if n[1] == :-@ && %i[@int @float @rational @imaginary].include?(n[2][0])

    ['unary', OPERATORS.fetch(n[1]), operand]
  end

  def negated(value) = value.is_a?(String) ? "-#{value}" : -value
  def on_defined(n) = ['defined', node(n[1])]

  def on_binary(n)
    operator = n[2].to_s
    kind = %w[&& || and or].include?(operator) ? 'logical' : 'binary'
    [kind, node(n[1]), operator, node(n[3])]
  end

  MANY = %i[mrhs_new_from_args mrhs_add_star args_add_star].freeze

  def value(n)
    return ['array', arguments(n)] if MANY.include?(n[0])
    if n[0] == :rescue_mod
      return ['rescue_modifier', value(n[1]), node(n[2])]
    end

    node(n)
  end

  def on_assign(n) = ['assign', node(n[1]), value(n[2])]
  def on_opassign(n) = ['operator_assign', node(n[1]), n[2][1].chomp('='), value(n[3])]
  def on_massign(n) = ['multiple_assign', targets(n[1]), value(n[2])]

  def targets(n)
    flat_targets(n).map do |kind, target|
      if kind == :splat then ['splat', target && node(target)]
      else %i[mlhs mlhs_paren].include?(target[0]) ? ['targets', targets(target[0] == :mlhs ? target : target[1])] : node(target)
      end
    end
  end

  # [[:plain or :splat, target], …]
  def flat_targets(n)
    case n[0]
    when :mlhs then n[1..].map { |t| t[0] == :rest_param ? [:splat, t[1]] : [:plain, t] }
    when :mlhs_paren then [[:plain, n]]
    when :mlhs_add_star then flat_targets(n[1]) + [[:splat, n[2]]]
    when :mlhs_add_post then flat_targets(n[1]) + flat_targets(n[2])
    when :mlhs_new then []
    when Symbol then [[:plain, n]]
    else n.flat_map { |t| t[0] == :rest_param ? [[:splat, t[1]]] : t[0] == :mlhs_add_star ? flat_targets(t) : [[:plain, t]] }
    end
  end

  def on_mlhs_paren(n) = ['targets', targets(n[1])]
  def on_mlhs(n) = ['targets', targets(n)]

  # Control flow

  def on_paren(n)
    inside = n[1]
    return ['paren', []] if inside == false || inside.nil?

    ['paren', statements(inside)]
  end

  def on_begin(n)
    n[1][0] == :bodystmt ? ['begin', body(n[1])] : ['begin', ['body', statements(n[1]), [], nil, nil]]
  end

  def alternative(n)
    return nil if n.nil?
    return ['if', 'elsif', node(n[1]), statements(n[2]), alternative(n[3])] if n[0] == :elsif
    raise n.inspect unless n[0] == :else

    statements(n[1])
  end

  def on_if(n) = ['if', 'if', node(n[1]), statements(n[2]), alternative(n[3])]
  def on_unless(n) = ['if', 'unless', node(n[1]), alternative(n[3]), statements(n[2])]
  def on_ifop(n) = ['if', 'ternary', node(n[1]), node(n[2]), node(n[3])]
  def on_if_mod(n) = ['if', 'modifier_if', node(n[1]), modified(n[2]), nil]
  def on_unless_mod(n) = ['if', 'modifier_unless', node(n[1]), nil, modified(n[2])]
  def modified(n) = node(n)
  def on_while(n) = ['while', 'while', node(n[1]), statements(n[2]), false]
  def on_until(n) = ['while', 'until', node(n[1]), statements(n[2]), false]
  def on_while_mod(n) = ['while', 'modifier_while', node(n[1]), node(n[2]), n[2][0] == :begin]
  def on_until_mod(n) = ['while', 'modifier_until', node(n[1]), node(n[2]), n[2][0] == :begin]
  def on_rescue_mod(n) = ['rescue_modifier', node(n[1]), node(n[2])]

  def on_for(n)
    ['for', n[1][0].is_a?(Symbol) && n[1][0] != :mlhs && n[1][0] != :mlhs_add_star && n[1][0] != :mlhs_add_post ? [node(n[1])] : targets(n[1]), node(n[2]), statements(n[3])]
  end

  def on_case(n)
    # Ripper does not tell `a => b` from `a in b`: both are a case with one branch that has no body.
    return ['match', node(n[1]), [pattern(n[2][1])]] if n[2][0] == :in && n[2][2].nil?

    branches = []
    otherwise = nil
    kind = nil
    branch = n[2]
    while branch
      case branch[0]
      when :when
        kind = 'case'
        branches << ['when', arguments(branch[1]), statements(branch[2])]
        branch = branch[3]
      when :in
        kind = 'case_in'
        branches << in_branch(branch)
        branch = branch[3]
      when :else
        otherwise = statements(branch[1])
        branch = nil
      else raise branch.inspect
      end
    end
    [kind, node(n[1]), branches, otherwise]
  end

  def in_branch(n)
    test = n[1]
    guard = nil
    word = ''
    if %i[if_mod unless_mod].include?(test[0])
      word = test[0].to_s.delete_suffix('_mod')
      guard = node(test[1])
      test = test[2]
    end
    ['in', top_pattern(test), guard, word, statements(n[2])]
  end

  # Patterns

  def top_pattern(n)
    [pattern(n)]
  end

  def pattern(n)
    case n[0]
    when :aryptn
      inside = elements(n, false)
      n[1] ? ['index', node(n[1]), inside, nil] : ['array', inside]
    when :fndptn
      inside = fixed_find(n)
      n[1] ? ['index', node(n[1]), inside, nil] : ['array', inside]
    when :hshptn
      n[1] ? ['index', node(n[1]), [], ['hash', false, entries(n)]] : ['hash', true, entries(n)]
    when :binary
      return ['capture', pattern(n[1]), node(n[3])] if n[2] == :'=>'

      ['binary', pattern(n[1]), '|', pattern(n[3])]
    when :begin then ['unary', '^', ['paren', statements(n[1])]]
    when :var_ref then node(n)
    when :paren then ['paren', [pattern(n[1])]]
    else node(n)
    end
  end

  def elements(n, _top)
    list = (n[2] || []).map { |p| pattern(p) }
    list << ['splat', n[3][1] ? node(n[3]) : nil] if n[3]
    list + (n[4] || []).map { |p| pattern(p) }
  end

  def fixed_find(n)
    [['splat', n[2][1] ? node(n[2]) : nil], *n[3].map { |p| pattern(p) }, ['splat', n[4][1] ? node(n[4]) : nil]]
  end

  def entries(n)
    list = (n[2] || []).map do |key, value|
      ['pair', key[0] == :@label ? node(key) : ['sym', parts(content(key[1] ? key : []))[0][1]], value && pattern(value)]
    end
    list << ['dsplat', n[3][1] == 'nil' || n[3] == :nil ? ['nil'] : n[3][1] ? node(n[3]) : nil] if n[3]
    list
  end

  # Jumps and definitions

  def jump(n, kind)
    list = n[1].nil? ? [] : (n[1][0] == :paren ? [on_paren(n[1])] : arguments(n[1]))
    return ['jump', kind, nil] if list.empty?

    ['jump', kind, list.size == 1 && list[0][0] != 'splat' ? list[0] : ['array', list]]
  end

  def on_return(n) = jump(n, 'return')
  def on_break(n) = jump(n, 'break')
  def on_next(n) = jump(n, 'next')
  def on_return0(_) = ['jump', 'return', nil]
  def on_redo(_) = ['jump', 'redo', nil]
  def on_retry(_) = ['jump', 'retry', nil]

  def definition(singleton, name, parameters, body)
    endless = body[0] == :bodystmt && body[1].is_a?(Array) && body[1][0].is_a?(Symbol)
    made = endless ? ['body', [value(body[1])], [], nil, nil] : body(body)
    ['def', singleton, name, self.parameters(parameters), made, endless]
  end

  def on_def(n) = definition(nil, n[1][1], n[2], n[3])
  def on_defs(n) = definition(node(n[1]), n[3][1], n[4], n[5])
  def on_class(n) = ['class', node(n[1]), node(n[2]), body(n[3])]
  def on_sclass(n) = ['singleton_class', node(n[1]), body(n[2])]
  def on_module(n) = ['module', node(n[1]), body(n[2])]
  def plain_name(n) = n[0] == :symbol_literal || n[0] == :symbol ? plain_name(n[1]) : n[0] == :dyna_symbol ? on_dyna_symbol(n)[1] : n[1]
  def on_alias(n) = ['alias', plain_name(n[1]), plain_name(n[2])]
  alias on_var_alias on_alias
  def on_undef(n) = ['undef', n[1].map { |name| plain_name(name) }]
  def on_BEGIN(n) = ['hook', 'BEGIN', ['body', statements(n[1]), [], nil, nil]]
  def on_END(n) = ['hook', 'END', ['body', statements(n[1]), [], nil, nil]]
  def on_token_kw(n) = BARE.fetch(n[1]) { ['pseudo', n[1]] }
  def on_void_stmt(_) = raise('void')
  def on_args_add_star(n) = ['array', arguments(n)]
  alias on_mrhs_new_from_args on_args_add_star
  alias on_mrhs_add_star on_args_add_star
end

if __FILE__ == $PROGRAM_NAME
  STDIN.each_line(chomp: true) do |path|
    text = File.binread(path).force_encoding('UTF-8')
    text = text.force_encoding('ISO-8859-1').encode('UTF-8') unless text.valid_encoding?
    # As Ruby does where it loads a file.
    text = text.delete_prefix("\uFEFF")
    accepted = begin
      $VERBOSE = nil
      RubyVM::InstructionSequence.compile(text, path)
      true
    rescue SyntaxError
      false
    end
    tree = nil
    problem = nil
    if accepted
      begin
        tree = Normal.new.statements(Raw.new(text, path).parse[1])
      rescue StandardError => e
        problem = "#{e.class}: #{e.message}"
      end
    end
    puts JSON.generate([path, accepted, tree, problem], max_nesting: false)
  end
end
