"""Names of the methods that Ruby 3.1's own classes define themselves; written by tools/ruby_names.rb."""

from __future__ import annotations

INSTANCE: dict[str, str] = {
    "Addrinfo": (
        "afamily bind canonname connect connect_from connect_internal connect_to family_addrinfo getnameinfo "
        "inspect inspect_sockaddr ip? ip_address ip_port ip_unpack ipv4? ipv4_loopback? ipv4_multicast? "
        "ipv4_private? ipv6? ipv6_linklocal? ipv6_loopback? ipv6_mc_global? ipv6_mc_linklocal? "
        "ipv6_mc_nodelocal? ipv6_mc_orglocal? ipv6_mc_sitelocal? ipv6_multicast? ipv6_sitelocal? ipv6_to_ipv4 "
        "ipv6_unique_local? ipv6_unspecified? ipv6_v4compat? ipv6_v4mapped? listen marshal_dump marshal_load "
        "pfamily protocol socktype to_s to_sockaddr unix? unix_path"
    ),
    "Array": (
        "& * + - << <=> == [] []= abbrev all? any? append assoc at bsearch bsearch_index clear collect "
        "collect! combination compact compact! concat count cycle deconstruct delete delete_at delete_if "
        "difference dig drop drop_while each each_index empty? eql? fetch fill filter filter! find_index "
        "first flatten flatten! hash include? index insert inspect intersect? intersection join keep_if last "
        "length map map! max min minmax none? one? pack permutation pop prepend pretty_print "
        "pretty_print_cycle product push rassoc reject reject! repeated_combination repeated_permutation "
        "replace reverse reverse! reverse_each rindex rotate rotate! sample select select! shelljoin shift "
        "shuffle shuffle! size slice slice! sort sort! sort_by! sum take take_while to_a to_ary to_csv to_h "
        "to_s transpose union uniq uniq! unshift values_at zip |"
    ),
    "BasicObject": (
        "! != == __id__ __send__ equal? initialize instance_eval instance_exec method_missing "
        "singleton_method_added singleton_method_removed singleton_method_undefined"
    ),
    "BasicSocket": (
        "close_read close_write connect_address do_not_reverse_lookup do_not_reverse_lookup= getpeereid "
        "getpeername getsockname getsockopt local_address read_nonblock recv recv_nonblock recvmsg "
        "recvmsg_nonblock remote_address send sendmsg sendmsg_nonblock setsockopt shutdown write_nonblock"
    ),
    "BigDecimal": (
        "% * ** + +@ - -@ / < <= <=> == === > >= abs add ceil clone coerce div divmod dup eql? exponent "
        "finite? fix floor frac hash infinite? inspect modulo mult n_significant_digits nan? nonzero? power "
        "precision precision_scale precs quo remainder round scale sign split sqrt sub to_f to_i to_int to_r "
        "to_s truncate zero?"
    ),
    "Binding": (
        "clone dup eval irb local_variable_defined? local_variable_get local_variable_set local_variables "
        "receiver source_location"
    ),
    "CSV": (
        "<< add_row binmode binmode? close close_read close_write closed? col_sep convert converters each "
        "encoding eof eof? external_encoding fcntl field_size_limit fileno flock flush force_quotes? fsync "
        "gets header_convert header_converters header_row? headers inspect internal_encoding ioctl isatty "
        "liberal_parsing? line lineno path pid pos pos= puts quote_char read readline readlines reopen "
        "return_headers? rewind row_sep seek shift skip_blanks? skip_lines stat string sync sync= tell to_i "
        "to_io truncate tty? unconverted_fields? write_headers?"
    ),
    "CSV::MalformedCSVError": ("line_number lineno"),
    "CSV::Row": (
        "<< == [] []= delete delete_if dig each each_pair empty? fetch field field? field_row? fields "
        "has_key? header? header_row? headers include? index inspect key? length member? push row size to_ary "
        "to_csv to_h to_hash to_s values_at"
    ),
    "CSV::Table": (
        "<< == [] []= by_col by_col! by_col_or_row by_col_or_row! by_row by_row! delete delete_if dig each "
        "empty? headers inspect length mode push size table to_a to_csv to_s values_at"
    ),
    "Class": ("allocate inherited initialize json_creatable? new subclasses superclass"),
    "Comparable": ("< <= == > >= between? clamp"),
    "Complex": (
        "* ** + - -@ / <=> == abs abs2 angle arg coerce conj conjugate denominator eql? fdiv finite? hash "
        "imag imaginary infinite? inspect magnitude numerator phase polar quo rationalize real real? rect "
        "rectangular to_c to_f to_i to_r to_s"
    ),
    "Date": (
        "+ - << <=> === >> ajd amjd asctime ctime cwday cweek cwyear day day_fraction downto england eql? "
        "friday? gregorian gregorian? hash httpdate infinite? inspect iso8601 italy jd jisx0301 julian "
        "julian? ld leap? marshal_dump marshal_load mday mjd mon monday? month new_start next next_day "
        "next_month next_year prev_day prev_month prev_year rfc2822 rfc3339 rfc822 saturday? start step "
        "strftime succ sunday? thursday? to_date to_datetime to_s to_time tuesday? upto wday wednesday? "
        "xmlschema yday year"
    ),
    "DateTime": (
        "hour iso8601 jisx0301 min minute new_offset offset rfc3339 sec sec_fraction second second_fraction "
        "strftime to_date to_datetime to_s to_time xmlschema zone"
    ),
    "Delegator": (
        "! != == eql? freeze marshal_dump marshal_load method_missing methods protected_methods public_methods"
    ),
    "Digest::Base": ("<< block_length digest_length reset update"),
    "Digest::Instance": (
        "<< == base64digest base64digest! block_length digest digest! digest_length file hexdigest hexdigest! "
        "inspect length new reset size to_s update"
    ),
    "Digest::SHA2": ("<< block_length digest_length inspect reset update"),
    "Dir": ("children close each each_child fileno inspect path pos pos= read rewind seek tell to_path"),
    "ERB": (
        "def_class def_method def_module encoding filename filename= lineno lineno= location= make_compiler "
        "result result_with_hash run set_eoutvar src"
    ),
    "Encoding": ("ascii_compatible? dummy? inspect name names replicate to_s"),
    "Encoding::Converter": (
        "== convert convpath destination_encoding finish insert_output inspect last_error primitive_convert "
        "primitive_errinfo putback replacement replacement= source_encoding"
    ),
    "Encoding::InvalidByteSequenceError": (
        "destination_encoding destination_encoding_name error_bytes incomplete_input? readagain_bytes "
        "source_encoding source_encoding_name"
    ),
    "Encoding::UndefinedConversionError": (
        "destination_encoding destination_encoding_name error_char source_encoding source_encoding_name"
    ),
    "Enumerable": (
        "all? any? chain chunk chunk_while collect collect_concat compact count cycle detect drop drop_while "
        "each_cons each_entry each_slice each_with_index each_with_object entries filter filter_map find "
        "find_all find_index first flat_map grep grep_v group_by include? inject lazy map max max_by member? "
        "min min_by minmax minmax_by none? one? partition reduce reject reverse_each select slice_after "
        "slice_before slice_when sort sort_by sum take take_while tally to_a to_h to_set uniq zip"
    ),
    "Enumerator": (
        "+ each each_with_index each_with_object feed inspect next next_values peek peek_values rewind size "
        "with_index with_object"
    ),
    "Enumerator::ArithmeticSequence": ("== === begin each end eql? exclude_end? first hash inspect last size step"),
    "Enumerator::Chain": ("each inspect rewind size"),
    "Enumerator::Generator": ("each"),
    "Enumerator::Lazy": (
        "chunk chunk_while collect collect_concat compact drop drop_while eager enum_for filter filter_map "
        "find_all flat_map force grep grep_v lazy map reject select slice_after slice_before slice_when take "
        "take_while to_enum uniq with_index zip"
    ),
    "Enumerator::Yielder": ("<< to_proc yield"),
    "Etc::Group": ("gid gid= mem mem= name name= passwd passwd="),
    "Etc::Passwd": ("dir dir= gecos gecos= gid gid= name name= passwd passwd= shell shell= uid uid="),
    "Exception": (
        "== backtrace backtrace_locations cause exception full_message inspect message respond_to? set_backtrace to_s"
    ),
    "FalseClass": ("& === ^ inspect pretty_print pretty_print_cycle to_s |"),
    "Fiber": ("alive? backtrace backtrace_locations blocking? inspect raise resume to_s transfer"),
    "File": ("atime birthtime chmod chown ctime flock lstat mtime path size to_path truncate"),
    "File::Stat": (
        "<=> atime birthtime blksize blockdev? blocks chardev? ctime dev dev_major dev_minor directory? "
        "executable? executable_real? file? ftype gid grpowned? ino inspect mode mtime nlink owned? pipe? "
        "pretty_print rdev rdev_major rdev_minor readable? readable_real? setgid? setuid? size size? socket? "
        "sticky? symlink? uid world_readable? world_writable? writable? writable_real? zero?"
    ),
    "Float": (
        "% * ** + - -@ / < <= <=> == === > >= abs angle arg ceil coerce denominator divmod eql? fdiv finite? "
        "floor hash infinite? inspect magnitude modulo nan? negative? next_float numerator phase positive? "
        "prev_float quo rationalize round to_f to_i to_int to_r to_s truncate zero?"
    ),
    "Forwardable": (
        "def_delegator def_delegators def_instance_delegator def_instance_delegators delegate instance_delegate"
    ),
    "FrozenError": ("receiver"),
    "GC": ("garbage_collect"),
    "Gem::Requirement": (
        "== === =~ as_list concat encode_with exact? for_lockfile hash init_with marshal_dump marshal_load "
        "none? prerelease? pretty_print requirements satisfied_by? specific? to_s to_yaml_properties "
        "yaml_initialize"
    ),
    "Gem::Version": (
        "<=> approximate_recommendation bump canonical_segments encode_with eql? freeze hash init_with "
        "inspect marshal_dump marshal_load prerelease? pretty_print release segments to_s to_yaml_properties "
        "version yaml_initialize"
    ),
    "GetoptLong": (
        "each each_option error error? error_message get get_option ordering ordering= quiet quiet= quiet? "
        "set_error set_options terminate terminated?"
    ),
    "Hash": (
        "< <= == > >= [] []= any? assoc clear compact compact! compare_by_identity compare_by_identity? "
        "deconstruct_keys default default= default_proc default_proc= delete delete_if dig each each_key "
        "each_pair each_value empty? eql? except fetch fetch_values filter filter! flatten has_key? "
        "has_value? hash include? inspect invert keep_if key key? keys length member? merge merge! "
        "pretty_print pretty_print_cycle rassoc rehash reject reject! replace select select! shift size slice "
        "store to_a to_h to_hash to_proc to_s transform_keys transform_keys! transform_values "
        "transform_values! update value? values values_at"
    ),
    "IO": (
        "<< advise autoclose= autoclose? beep binmode binmode? check_winsize_changed clear_screen close "
        "close_on_exec= close_on_exec? close_read close_write closed? console_mode console_mode= cooked "
        "cooked! cursor cursor= cursor_down cursor_left cursor_right cursor_up each each_byte each_char "
        "each_codepoint each_line echo= echo? eof eof? erase_line erase_screen expect external_encoding fcntl "
        "fdatasync fileno flush fsync getbyte getc getch getpass gets goto goto_column iflush inspect "
        "internal_encoding ioctl ioflush isatty lineno lineno= noecho nonblock nonblock= nonblock? nread "
        "oflush pathconf pid pos pos= pread pressed? print printf putc puts pwrite raw raw! read "
        "read_nonblock readbyte readchar readline readlines readpartial ready? reopen rewind scroll_backward "
        "scroll_forward seek set_encoding set_encoding_by_bom stat sync sync= sysread sysseek syswrite tell "
        "to_i to_io tty? ungetbyte ungetc wait wait_priority wait_readable wait_writable winsize winsize= "
        "write write_nonblock"
    ),
    "IO::generic_readable": ("getch getpass read_nonblock readbyte readchar readline readpartial sysread"),
    "IO::generic_writable": ("<< print printf puts syswrite write_nonblock"),
    "IPAddr": (
        "& << <=> == === >> eql? family hash hton include? inspect ip6_arpa ip6_int ipv4? ipv4_compat "
        "ipv4_compat? ipv4_mapped ipv4_mapped? ipv6? link_local? loopback? mask mask! native netmask prefix "
        "prefix= private? reverse set succ to_i to_range to_s to_string zone_id zone_id= | ~"
    ),
    "IPSocket": ("addr inspect peeraddr recvfrom"),
    "Integer": (
        "% & * ** + - -@ / < << <= <=> == === > >= >> [] ^ abs allbits? anybits? bit_length ceil chr coerce "
        "denominator digits div divmod downto even? fdiv floor gcd gcdlcm inspect integer? lcm magnitude "
        "modulo next nobits? numerator odd? ord pow pred rationalize remainder round size succ times to_bn "
        "to_f to_i to_int to_r to_s truncate upto zero? | ~"
    ),
    "JSON::Ext::Generator::GeneratorMethods::Array": ("to_json"),
    "JSON::Ext::Generator::GeneratorMethods::FalseClass": ("to_json"),
    "JSON::Ext::Generator::GeneratorMethods::Float": ("to_json"),
    "JSON::Ext::Generator::GeneratorMethods::Hash": ("to_json"),
    "JSON::Ext::Generator::GeneratorMethods::Integer": ("to_json"),
    "JSON::Ext::Generator::GeneratorMethods::NilClass": ("to_json"),
    "JSON::Ext::Generator::GeneratorMethods::Object": ("to_json"),
    "JSON::Ext::Generator::GeneratorMethods::String": ("to_json to_json_raw to_json_raw_object"),
    "JSON::Ext::Generator::GeneratorMethods::TrueClass": ("to_json"),
    "JSON::Ext::Generator::State": (
        "[] []= allow_nan? array_nl array_nl= ascii_only? buffer_initial_length buffer_initial_length= "
        "check_circular? configure depth depth= escape_slash escape_slash= escape_slash? generate indent "
        "indent= max_nesting max_nesting= merge object_nl object_nl= space space= space_before space_before= "
        "to_h to_hash"
    ),
    "Kernel": (
        "!~ <=> === =~ Array BigDecimal Complex Float Hash Integer JSON Pathname Rational String URI "
        "__callee__ __dir__ __method__ ` abort at_exit autoload autoload? binding block_given? caller "
        "caller_locations catch class clone define_singleton_method display dup enum_for eql? eval exec exit "
        "exit! extend fail fork format freeze frozen? gets global_variables hash initialize_clone "
        "initialize_copy initialize_dup inspect instance_of? instance_variable_defined? instance_variable_get "
        "instance_variable_set instance_variables is_a? iterator? itself j jj kind_of? lambda load "
        "local_variables loop method methods nil? object_id open p pp pretty_inspect print printf "
        "private_methods proc protected_methods public_method public_methods public_send putc puts raise rand "
        "readline readlines remove_instance_variable require require_relative respond_to? respond_to_missing? "
        "select send set_trace_func singleton_class singleton_method singleton_methods sleep spawn sprintf "
        "srand syscall system taint tainted? tap test then throw to_enum to_s trace_var trap trust untaint "
        "untrace_var untrust untrusted? warn yield_self"
    ),
    "KeyError": ("key receiver"),
    "LoadError": ("path"),
    "LocalJumpError": ("exit_value reason"),
    "Logger": (
        "<< add close datetime_format datetime_format= debug debug! debug? error error! error? fatal fatal! "
        "fatal? formatter formatter= info info! info? level level= log progname progname= reopen "
        "sev_threshold sev_threshold= unknown warn warn! warn?"
    ),
    "Logger::Formatter": ("call datetime_format datetime_format="),
    "MatchData": (
        "== [] begin captures end eql? hash inspect length match match_length named_captures names offset "
        "post_match pre_match pretty_print regexp size string to_a to_s values_at"
    ),
    "Method": (
        "<< == === >> [] arity call clone curry eql? hash inspect name original_name owner parameters "
        "private? protected? public? receiver source_location super_method to_proc to_s unbind"
    ),
    "Module": (
        "< <= <=> == === > >= alias_method ancestors append_features attr attr_accessor attr_reader "
        "attr_writer autoload autoload? class_eval class_exec class_variable_defined? class_variable_get "
        "class_variable_set class_variables const_defined? const_get const_missing const_set "
        "const_source_location constants define_method deprecate_constant extend_object extended freeze "
        "include include? included included_modules initialize initialize_clone initialize_copy inspect "
        "instance_method instance_methods method_added method_defined? method_removed method_undefined "
        "module_eval module_exec module_function name prepend prepend_features prepended pretty_print "
        "pretty_print_cycle private private_class_method private_constant private_instance_methods "
        "private_method_defined? protected protected_instance_methods protected_method_defined? public "
        "public_class_method public_constant public_instance_method public_instance_methods "
        "public_method_defined? refine remove_class_variable remove_const remove_method ruby2_keywords "
        "singleton_class? to_s undef_method using"
    ),
    "Monitor": (
        "enter exit mon_check_owner mon_enter mon_exit mon_locked? mon_owned? mon_synchronize mon_try_enter "
        "new_cond synchronize try_enter try_mon_enter wait_for_cond"
    ),
    "MonitorMixin": (
        "mon_enter mon_exit mon_locked? mon_owned? mon_synchronize mon_try_enter new_cond synchronize try_mon_enter"
    ),
    "NameError": ("local_variables name receiver"),
    "Net::HTTP": (
        "active? address ca_file ca_file= ca_path ca_path= cert cert= cert_store cert_store= ciphers ciphers= "
        "close_on_empty_response close_on_empty_response= continue_timeout continue_timeout= copy delete "
        "extra_chain_cert extra_chain_cert= finish get get2 head head2 inspect ipaddr ipaddr= "
        "keep_alive_timeout keep_alive_timeout= key key= local_host local_host= local_port local_port= lock "
        "max_retries max_retries= max_version max_version= min_version min_version= mkcol move open_timeout "
        "open_timeout= options patch peer_cert port post post2 propfind proppatch proxy? proxy_address "
        "proxy_address= proxy_from_env= proxy_from_env? proxy_pass proxy_pass= proxy_port proxy_port= "
        "proxy_uri proxy_user proxy_user= proxyaddr proxyport put put2 read_timeout read_timeout= request "
        "request_get request_head request_post request_put send_request set_debug_output ssl_timeout "
        "ssl_timeout= ssl_version ssl_version= start started? trace unlock use_ssl= use_ssl? verify_callback "
        "verify_callback= verify_depth verify_depth= verify_hostname verify_hostname= verify_mode "
        "verify_mode= write_timeout write_timeout="
    ),
    "Net::HTTPGenericRequest": (
        "[]= body body= body_exist? body_stream body_stream= decode_content exec inspect method path "
        "request_body_permitted? response_body_permitted? set_body_internal update_uri uri"
    ),
    "Net::HTTPHeader": (
        "[] []= add_field basic_auth canonical_each chunked? connection_close? connection_keep_alive? "
        "content_length content_length= content_range content_type content_type= delete each each_capitalized "
        "each_capitalized_name each_header each_key each_name each_value fetch form_data= get_fields "
        "initialize_http_header key? length main_type proxy_basic_auth range range= range_length "
        "set_content_type set_form set_form_data set_range size sub_type to_hash type_params"
    ),
    "Net::HTTPResponse": (
        "body body= code code_type decode_content decode_content= entity error! error_type header "
        "http_version inspect message msg read_body read_header reading_body response uri uri= value"
    ),
    "NilClass": ("& === =~ ^ inspect nil? pretty_print_cycle rationalize to_a to_c to_f to_h to_i to_r to_s |"),
    "NoMatchingPatternKeyError": ("key matchee"),
    "NoMethodError": ("args private_call?"),
    "Numeric": (
        "% +@ -@ <=> abs abs2 angle arg ceil clone coerce conj conjugate denominator div divmod dup eql? fdiv "
        "finite? floor i imag imaginary infinite? integer? magnitude modulo negative? nonzero? numerator "
        "phase polar positive? pretty_print pretty_print_cycle quo real real? rect rectangular remainder "
        "round singleton_method_added step to_c to_int truncate zero?"
    ),
    "Object": ("CSV DelegateClass Digest to_yaml"),
    "Observable": ("add_observer changed changed? count_observers delete_observer delete_observers notify_observers"),
    "OpenSSL::BN": (
        "% * ** + +@ - -@ / << <=> == === >> abs bit_set? clear_bit! cmp coerce copy eql? gcd get_flags hash "
        "lshift! mask_bits! mod_add mod_exp mod_inverse mod_mul mod_sqr mod_sub negative? num_bits num_bytes "
        "odd? one? pretty_print prime? prime_fasttest? rshift! set_bit! set_flags sqr to_bn to_i to_int to_s "
        "ucmp zero?"
    ),
    "OpenSSL::Cipher": (
        "auth_data= auth_tag auth_tag= auth_tag_len= authenticated? block_size ccm_data_len= decrypt encrypt "
        "final iv= iv_len iv_len= key= key_len key_len= name padding= pkcs5_keyivgen random_iv random_key "
        "reset update"
    ),
    "OpenSSL::Digest": ("<< block_length digest_length name reset update"),
    "OpenSSL::HMAC": ("<< == base64digest digest hexdigest inspect reset to_s update"),
    "OpenSSL::PKey::PKey": (
        "compare? decrypt derive encrypt inspect oid private_to_der private_to_pem public_to_der "
        "public_to_pem sign sign_raw to_text verify verify_raw verify_recover"
    ),
    "OpenSSL::PKey::RSA": (
        "d dmp1 dmq1 e export iqmp n p params private? private_decrypt private_encrypt public? public_decrypt "
        "public_encrypt public_key q set_crt_params set_factors set_key sign_pss to_der to_pem to_s "
        "verify_pss"
    ),
    "OpenStruct": (
        "== [] []= class! clone! define_singleton_method! delete_field delete_field! dig dig! display! dup! "
        "each_pair each_pair! encode_with encode_with! enum_for! eql? extend! freeze freeze! hash hash! "
        "init_with init_with! inspect inspect! instance_eval! instance_exec! instance_variable_get! "
        "instance_variable_set! instance_variables! itself! marshal_dump marshal_dump! method! methods! "
        "object_id! private_methods! protected_methods! public_method! public_methods! public_send! "
        "remove_instance_variable! send! singleton_class! singleton_method! singleton_methods! table table! "
        "taint! tap! then! to_enum! to_h to_h! to_s to_s! trust! untaint! untrust! yield_self!"
    ),
    "OpenURI::HTTPError": ("io"),
    "OpenURI::OpenRead": ("open read"),
    "OptionParser": (
        "abort accept add_officious additional_message banner banner= base candidate compsys def_head_option "
        "def_option def_tail_option default_argv default_argv= define define_head define_tail environment "
        "getopts help inc load make_switch new on on_head on_tail order order! parse parse! permute permute! "
        "program_name program_name= reject release release= remove require_exact require_exact= separator "
        "set_banner set_program_name set_summary_indent set_summary_width summarize summary_indent "
        "summary_indent= summary_width summary_width= terminate to_a to_s top ver version version= warn"
    ),
    "OptionParser::ParseError": (
        "additional additional= args inspect message reason reason= recover set_backtrace set_option to_s"
    ),
    "PP::ObjectMixin": ("pretty_print pretty_print_cycle pretty_print_inspect pretty_print_instance_variables"),
    "PP::PPMethods": (
        "check_inspect_key comma_breakable guard_inspect_key object_address_group object_group "
        "pop_inspect_key pp pp_hash pp_object push_inspect_key seplist"
    ),
    "Pathname": (
        "+ / <=> == === absolute? ascend atime basename binread binwrite birthtime blockdev? chardev? "
        "children chmod chown cleanpath ctime delete descend directory? dirname each_child each_entry "
        "each_filename each_line empty? entries eql? executable? executable_real? exist? expand_path extname "
        "file? find fnmatch fnmatch? freeze ftype glob grpowned? hash inspect join lchmod lchown lstat "
        "make_link make_symlink mkdir mkpath mountpoint? mtime open opendir owned? parent pipe? read "
        "readable? readable_real? readlines readlink realdirpath realpath relative? relative_path_from rename "
        "rmdir rmtree root? setgid? setuid? size size? socket? split stat sticky? sub sub_ext symlink? "
        "sysopen taint to_path to_s truncate unlink untaint utime world_readable? world_writable? writable? "
        "writable_real? write zero?"
    ),
    "PrettyPrint": (
        "break_outmost_groups breakable current_group fill_breakable flush genspace group group_queue "
        "group_sub indent maxwidth nest newline output text"
    ),
    "Proc": (
        "<< == === >> [] arity binding call clone curry dup eql? hash inspect lambda? parameters "
        "ruby2_keywords source_location to_proc to_s yield"
    ),
    "Process::Status": (
        "& == >> coredump? exited? exitstatus inspect pid signaled? stopped? stopsig success? termsig to_i to_s"
    ),
    "Process::Tms": ("cstime cstime= cutime cutime= stime stime= utime utime="),
    "Process::Waiter": ("pid"),
    "Psych::Coder": (
        "[] []= add implicit implicit= map map= object object= represent_map represent_object "
        "represent_scalar represent_seq scalar scalar= seq seq= style style= tag tag= type"
    ),
    "Psych::SyntaxError": ("column context file line offset problem"),
    "Ractor": ("<< [] []= close_incoming close_outgoing inspect name send take to_s"),
    "Random": ("=="),
    "Random::Base": ("bytes rand seed"),
    "Random::Formatter": ("alphanumeric base64 hex rand random_bytes random_number urlsafe_base64 uuid"),
    "Range": (
        "% == === begin bsearch count cover? each end entries eql? exclude_end? first hash include? inspect "
        "last max member? min minmax pretty_print size step to_a to_s"
    ),
    "Rational": (
        "* ** + - -@ / <=> == abs ceil coerce denominator fdiv floor hash inspect magnitude negative? "
        "numerator positive? quo rationalize round to_f to_i to_r to_s truncate"
    ),
    "Regexp": (
        "== === =~ casefold? encoding eql? fixed_encoding? hash inspect match match? named_captures names "
        "options source to_s ~"
    ),
    "Resolv": ("each_address each_name getaddress getaddresses getname getnames"),
    "Resolv::DNS": (
        "close each_address each_name each_resource extract_resources fetch_resource getaddress getaddresses "
        "getname getnames getresource getresources lazy_initialize make_tcp_requester make_udp_requester "
        "timeouts="
    ),
    "Resolv::IPv4": ("== address eql? hash inspect to_name to_s"),
    "Resolv::IPv6": ("== address eql? hash inspect to_name to_s"),
    "Set": (
        "& + - < << <= <=> == === > >= ^ add add? classify clear collect! compare_by_identity "
        "compare_by_identity? delete delete? delete_if difference disjoint? divide each empty? eql? filter! "
        "flatten flatten! flatten_merge freeze hash include? inspect intersect? intersection join keep_if "
        "length map! member? merge pretty_print pretty_print_cycle proper_subset? proper_superset? reject! "
        "replace reset select! size subset? subtract superset? to_a to_s to_set union |"
    ),
    "SignalException": ("signm signo"),
    "SingleForwardable": (
        "def_delegator def_delegators def_single_delegator def_single_delegators delegate single_delegate"
    ),
    "Singleton": ("clone dup"),
    "Socket": (
        "accept accept_nonblock bind connect connect_nonblock ipv6only! listen recvfrom recvfrom_nonblock sysaccept"
    ),
    "StopIteration": ("result"),
    "String": (
        "% * + +@ -@ << <=> == === =~ [] []= ascii_only? b bytes bytesize byteslice capitalize capitalize! "
        "casecmp casecmp? center chars chomp chomp! chop chop! chr clear codepoints concat count crypt delete "
        "delete! delete_prefix delete_prefix! delete_suffix delete_suffix! downcase downcase! dump each_byte "
        "each_char each_codepoint each_grapheme_cluster each_line empty? encode encode! encoding end_with? "
        "eql? force_encoding freeze getbyte grapheme_clusters gsub gsub! hash hex include? index insert "
        "inspect intern length lines ljust lstrip lstrip! match match? next next! oct ord parse_csv partition "
        "prepend pretty_print replace reverse reverse! rindex rjust rpartition rstrip rstrip! scan scrub "
        "scrub! setbyte shellescape shellsplit size slice slice! split squeeze squeeze! start_with? strip "
        "strip! sub sub! succ succ! sum swapcase swapcase! to_c to_f to_i to_r to_s to_str to_sym tr tr! tr_s "
        "tr_s! undump unicode_normalize unicode_normalize! unicode_normalized? unpack unpack1 upcase upcase! "
        "upto valid_encoding?"
    ),
    "StringIO": (
        "binmode close close_read close_write closed? closed_read? closed_write? each each_byte each_char "
        "each_codepoint each_line eof eof? external_encoding fcntl fileno flush fsync getbyte getc gets "
        "internal_encoding isatty length lineno lineno= pid pos pos= putc read readlines reopen rewind seek "
        "set_encoding set_encoding_by_bom size string string= sync sync= tell truncate tty? ungetbyte ungetc "
        "write"
    ),
    "StringScanner": (
        "<< [] beginning_of_line? bol? captures charpos check check_until clear concat empty? eos? exist? "
        "fixed_anchor? get_byte getbyte getch inspect match? matched matched? matched_size peek peep pointer "
        "pointer= pos pos= post_match pre_match reset rest rest? rest_size restsize scan scan_full scan_until "
        "search_full size skip skip_until string string= terminate unscan values_at"
    ),
    "Struct": (
        "== [] []= deconstruct deconstruct_keys dig each each_pair eql? filter hash inspect length members "
        "pretty_print pretty_print_cycle select size to_a to_h to_s values values_at"
    ),
    "Symbol": (
        "<=> == === =~ [] capitalize casecmp casecmp? downcase empty? encoding end_with? id2name inspect "
        "intern length match match? name next pretty_print_cycle size slice start_with? succ swapcase to_proc "
        "to_s to_sym upcase"
    ),
    "SystemCallError": ("errno"),
    "SystemExit": ("status success?"),
    "TCPServer": ("accept accept_nonblock listen sysaccept"),
    "TSort": (
        "each_strongly_connected_component each_strongly_connected_component_from "
        "strongly_connected_components tsort tsort_each tsort_each_child tsort_each_node"
    ),
    "Tempfile": (
        "! != !~ << <=> == === =~ __id__ __send__ advise all? any? atime autoclose= autoclose? beep binmode "
        "binmode? birthtime chain check_winsize_changed chmod chown chunk chunk_while class clear_screen "
        "clone close close! close_on_exec= close_on_exec? close_read close_write closed? collect "
        "collect_concat compact console_mode console_mode= cooked cooked! count ctime cursor cursor= "
        "cursor_down cursor_left cursor_right cursor_up cycle define_singleton_method delete detect display "
        "drop drop_while dup each each_byte each_char each_codepoint each_cons each_entry each_line "
        "each_slice each_with_index each_with_object echo= echo? entries enum_for eof eof? eql? equal? "
        "erase_line erase_screen expect extend external_encoding fcntl fdatasync fileno filter filter_map "
        "find find_all find_index first flat_map flock flush freeze frozen? fsync getbyte getc getch getpass "
        "gets goto goto_column grep grep_v group_by hash iflush include? inject inspect instance_eval "
        "instance_exec instance_of? instance_variable_defined? instance_variable_get instance_variable_set "
        "instance_variables internal_encoding ioctl ioflush is_a? isatty itself kind_of? lazy length lineno "
        "lineno= lstat map max max_by member? method methods min min_by minmax minmax_by mtime nil? noecho "
        "nonblock nonblock= nonblock? none? nread object_id oflush one? open partition path pathconf pid pos "
        "pos= pread pressed? pretty_inspect pretty_print pretty_print_cycle pretty_print_inspect "
        "pretty_print_instance_variables print printf private_methods protected_methods public_method "
        "public_methods public_send putc puts pwrite raw raw! read read_nonblock readbyte readchar readline "
        "readlines readpartial ready? reduce reject remove_instance_variable reopen respond_to? reverse_each "
        "rewind scroll_backward scroll_forward seek select send set_encoding set_encoding_by_bom "
        "singleton_class singleton_method singleton_methods size slice_after slice_before slice_when sort "
        "sort_by stat sum sync sync= sysread sysseek syswrite taint tainted? take take_while tally tap tell "
        "then to_a to_enum to_h to_i to_io to_json to_path to_s to_set to_yaml truncate trust tty? ungetbyte "
        "ungetc uniq unlink untaint untrust untrusted? wait wait_priority wait_readable wait_writable winsize "
        "winsize= write write_nonblock yield_self zip"
    ),
    "Thread": (
        "[] []= abort_on_exception abort_on_exception= add_trace_func alive? backtrace backtrace_locations "
        "exit fetch group inspect join key? keys kill name name= native_thread_id pending_interrupt? priority "
        "priority= raise report_on_exception report_on_exception= run set_trace_func status stop? terminate "
        "thread_variable? thread_variable_get thread_variable_set thread_variables to_s value wakeup"
    ),
    "Thread::Backtrace::Location": ("absolute_path base_label inspect label lineno path to_s"),
    "Thread::ConditionVariable": ("broadcast marshal_dump signal wait"),
    "Thread::Mutex": ("lock locked? owned? sleep synchronize try_lock unlock"),
    "Thread::Queue": ("<< clear close closed? deq empty? enq length marshal_dump num_waiting pop push shift size"),
    "Thread::SizedQueue": ("<< clear close deq empty? enq length max max= num_waiting pop push shift size"),
    "ThreadGroup": ("add enclose enclosed? list"),
    "Time": (
        "+ - <=> asctime ceil ctime day dst? eql? floor friday? getgm getlocal getutc gmt? gmt_offset gmtime "
        "gmtoff hash hour httpdate inspect isdst iso8601 localtime mday min mon monday? month nsec rfc2822 "
        "rfc822 round saturday? sec strftime subsec sunday? thursday? to_a to_date to_datetime to_f to_i to_r "
        "to_s to_time tuesday? tv_nsec tv_sec tv_usec usec utc utc? utc_offset wday wednesday? xmlschema yday "
        "year zone"
    ),
    "Timeout::Error": ("exception thread"),
    "TracePoint": (
        "binding callee_id defined_class disable enable enabled? eval_script event inspect "
        "instruction_sequence lineno method_id parameters path raised_exception return_value self"
    ),
    "TrueClass": ("& === ^ inspect pretty_print pretty_print_cycle to_s |"),
    "UDPSocket": ("bind connect recvfrom_nonblock send"),
    "UNIXServer": ("accept accept_nonblock listen sysaccept"),
    "UNIXSocket": ("addr path peeraddr recv_io recvfrom send_io"),
    "URI::FTP": ("buffer_open merge path set_path set_typecode to_s typecode typecode="),
    "URI::File": ("check_password check_user check_userinfo set_host set_password set_port set_user set_userinfo"),
    "URI::Generic": (
        "+ - == absolute absolute? coerce component component_ary default_port eql? find_proxy fragment "
        "fragment= hash hierarchical? host host= hostname hostname= inspect merge merge! normalize normalize! "
        "opaque opaque= parser password password= path path= port port= query query= registry registry= "
        "relative? route_from route_to scheme scheme= select set_host set_opaque set_password set_path "
        "set_port set_registry set_scheme set_user set_userinfo to_s user user= userinfo userinfo="
    ),
    "URI::HTTP": ("authority buffer_open origin request_uri"),
    "URI::LDAP": (
        "attributes attributes= dn dn= extensions extensions= filter filter= hierarchical? scope scope= "
        "set_attributes set_dn set_extensions set_filter set_scope"
    ),
    "URI::MailTo": ("headers headers= set_headers set_to to to= to_mailtext to_rfc822text to_s"),
    "URI::RFC2396_Parser": ("escape extract inspect join make_regexp parse pattern regexp split unescape"),
    "UnboundMethod": (
        "== arity bind bind_call clone eql? hash inspect name original_name owner parameters private? "
        "protected? public? source_location super_method to_s"
    ),
    "UncaughtThrowError": ("tag to_s value"),
    "Warning": ("warn"),
    "WeakRef": ("weakref_alive?"),
    "Zlib::GzipFile": ("close closed? comment crc finish level mtime orig_name os_code sync sync= to_io"),
    "Zlib::GzipReader": (
        "each each_byte each_char each_line eof eof? external_encoding getbyte getc gets lineno lineno= pos "
        "read readbyte readchar readline readlines readpartial rewind tell ungetbyte ungetc unused"
    ),
    "Zlib::GzipWriter": ("<< comment= flush mtime= orig_name= pos print printf putc puts tell write"),
}

SINGLETON: dict[str, str] = {
    "Abbrev": ("abbrev"),
    "Addrinfo": ("foreach getaddrinfo ip tcp udp unix"),
    "Array": ("[] try_convert"),
    "Base64": ("decode64 encode64 strict_decode64 strict_encode64 urlsafe_decode64 urlsafe_encode64"),
    "BasicSocket": ("do_not_reverse_lookup do_not_reverse_lookup= for_fd"),
    "Benchmark": ("benchmark bm bmbm measure realtime"),
    "BigDecimal": ("double_fig interpret_loosely limit mode save_exception_mode save_limit save_rounding_mode"),
    "CSV": (
        "def_delegator def_delegators def_instance_delegator def_instance_delegators delegate filter foreach "
        "generate generate_line instance instance_delegate open parse parse_line read readlines table"
    ),
    "CSV::Row": (
        "def_delegator def_delegators def_instance_delegator def_instance_delegators delegate instance_delegate"
    ),
    "CSV::Table": (
        "def_delegator def_delegators def_instance_delegator def_instance_delegators delegate instance_delegate"
    ),
    "Class": ("allocate"),
    "Complex": ("polar rect rectangular"),
    "Date": (
        "civil commercial gregorian_leap? httpdate iso8601 jd jisx0301 julian_leap? leap? ordinal parse "
        "rfc2822 rfc3339 rfc822 strptime today valid_civil? valid_commercial? valid_date? valid_jd? "
        "valid_ordinal? xmlschema"
    ),
    "DateTime": (
        "civil commercial httpdate iso8601 jd jisx0301 new now ordinal parse rfc2822 rfc3339 rfc822 strptime xmlschema"
    ),
    "Delegator": ("const_missing delegating_block public_api"),
    "Digest": ("const_missing hexencode"),
    "Digest::Class": ("base64digest digest file hexdigest"),
    "Dir": (
        "[] chdir children chroot delete each_child empty? entries exist? exists? foreach getwd glob home "
        "mkdir mktmpdir open pwd rmdir tmpdir unlink"
    ),
    "ERB": ("version"),
    "Encoding": (
        "aliases compatible? default_external default_external= default_internal default_internal= find list "
        "locale_charmap name_list"
    ),
    "Encoding::Converter": ("asciicompat_encoding search_convpath"),
    "Enumerator": ("produce"),
    "Etc": (
        "confstr endgrent endpwent getgrent getgrgid getgrnam getlogin getpwent getpwnam getpwuid group "
        "nprocessors passwd setgrent setpwent sysconf sysconfdir systmpdir uname"
    ),
    "Etc::Group": (
        "[] all? any? chain chunk chunk_while collect collect_concat compact count cycle detect drop "
        "drop_while each each_cons each_entry each_slice each_with_index each_with_object entries filter "
        "filter_map find find_all find_index first flat_map grep grep_v group_by include? inject inspect "
        "keyword_init? lazy map max max_by member? members min min_by minmax minmax_by new none? one? "
        "partition reduce reject reverse_each select slice_after slice_before slice_when sort sort_by sum "
        "take take_while tally to_a to_h to_set uniq zip"
    ),
    "Etc::Passwd": (
        "[] all? any? chain chunk chunk_while collect collect_concat compact count cycle detect drop "
        "drop_while each each_cons each_entry each_slice each_with_index each_with_object entries filter "
        "filter_map find find_all find_index first flat_map grep grep_v group_by include? inject inspect "
        "keyword_init? lazy map max max_by member? members min min_by minmax minmax_by new none? one? "
        "partition reduce reject reverse_each select slice_after slice_before slice_when sort sort_by sum "
        "take take_while tally to_a to_h to_set uniq zip"
    ),
    "Exception": ("exception to_tty?"),
    "Fiber": ("blocking? current current_scheduler schedule scheduler set_scheduler yield"),
    "File": (
        "absolute_path absolute_path? atime basename birthtime blockdev? chardev? chmod chown ctime delete "
        "directory? dirname empty? executable? executable_real? exist? exists? expand_path extname file? "
        "fnmatch fnmatch? ftype grpowned? identical? join lchmod lchown link lstat lutime mkfifo mtime owned? "
        "path pipe? readable? readable_real? readlink realdirpath realpath rename setgid? setuid? size size? "
        "socket? split stat sticky? symlink symlink? truncate umask unlink utime world_readable? "
        "world_writable? writable? writable_real? zero?"
    ),
    "FileTest": (
        "blockdev? chardev? directory? empty? executable? executable_real? exist? exists? file? grpowned? "
        "identical? owned? pipe? readable? readable_real? setgid? setuid? size size? socket? sticky? symlink? "
        "world_readable? world_writable? writable? writable_real? zero?"
    ),
    "FileUtils": (
        "cd chdir chmod chmod_R chown chown_R cmp collect_method commands compare_file compare_stream copy "
        "copy_entry copy_file copy_stream cp cp_lr cp_r getwd have_option? identical? install link link_entry "
        "ln ln_s ln_sf makedirs mkdir mkdir_p mkpath move mv options options_of private_module_function pwd "
        "remove remove_dir remove_entry remove_entry_secure remove_file rm rm_f rm_r rm_rf rmdir rmtree "
        "safe_unlink symlink touch uptodate?"
    ),
    "FileUtils::DryRun": (
        "cd chdir chmod chmod_R chown chown_R cmp compare_file compare_stream copy copy_entry copy_file "
        "copy_stream cp cp_lr cp_r getwd identical? install link link_entry ln ln_s ln_sf makedirs mkdir "
        "mkdir_p mkpath move mv pwd remove remove_dir remove_entry remove_entry_secure remove_file rm rm_f "
        "rm_r rm_rf rmdir rmtree safe_unlink symlink touch uptodate?"
    ),
    "FileUtils::NoWrite": (
        "cd chdir chmod chmod_R chown chown_R cmp compare_file compare_stream copy copy_entry copy_file "
        "copy_stream cp cp_lr cp_r getwd identical? install link link_entry ln ln_s ln_sf makedirs mkdir "
        "mkdir_p mkpath move mv pwd remove remove_dir remove_entry remove_entry_secure remove_file rm rm_f "
        "rm_r rm_rf rmdir rmtree safe_unlink symlink touch uptodate?"
    ),
    "FileUtils::Verbose": (
        "cd chdir chmod chmod_R chown chown_R cmp compare_file compare_stream copy copy_entry copy_file "
        "copy_stream cp cp_lr cp_r getwd identical? install link link_entry ln ln_s ln_sf makedirs mkdir "
        "mkdir_p mkpath move mv pwd remove remove_dir remove_entry remove_entry_secure remove_file rm rm_f "
        "rm_r rm_rf rmdir rmtree safe_unlink symlink touch uptodate?"
    ),
    "Find": ("find prune"),
    "Forwardable": ("debug debug="),
    "GC": (
        "auto_compact auto_compact= compact count disable enable latest_compact_info latest_gc_info "
        "measure_total_time measure_total_time= start stat stress stress= total_time using_rvargc? "
        "verify_compaction_references verify_internal_consistency verify_transient_heap_internal_consistency"
    ),
    "Gem::Requirement": ("create default default_prerelease parse source_set"),
    "Gem::Version": ("correct? create new"),
    "Hash": ("[] ruby2_keywords_hash ruby2_keywords_hash? try_convert"),
    "IO": (
        "binread binwrite console copy_stream for_fd foreach new open pipe popen read readlines select "
        "sysopen try_convert write"
    ),
    "IPAddr": ("new_ntoh ntop"),
    "IPSocket": ("getaddress"),
    "Integer": ("sqrt try_convert"),
    "JSON": (
        "[] create_fast_state create_id create_id= create_pretty_state deep_const_get dump "
        "dump_default_options dump_default_options= fast_generate fast_unparse generate generator generator= "
        "iconv load load_default_options load_default_options= load_file load_file! parse parse! parser "
        "parser= pretty_generate pretty_unparse recurse_proc restore state state= unparse"
    ),
    "JSON::Ext::Generator::GeneratorMethods::String": ("included"),
    "JSON::Ext::Generator::State": ("from_state"),
    "JSON::JSONError": ("wrap"),
    "Kernel": (
        "Array BigDecimal Complex Float Hash Integer Pathname Rational String URI ` abort at_exit autoload "
        "autoload? binding block_given? caller caller_locations catch eval exec exit exit! fail fork format "
        "gets global_variables iterator? lambda load local_variables loop open p pp print printf proc putc "
        "puts raise rand readline readlines require require_relative select set_trace_func sleep spawn "
        "sprintf srand syscall system test throw trace_var trap untrace_var warn"
    ),
    "Marshal": ("dump load restore"),
    "Math": (
        "acos acosh asin asinh atan atan2 atanh cbrt cos cosh erf erfc exp frexp gamma hypot ldexp lgamma log "
        "log10 log2 sin sinh sqrt tan tanh"
    ),
    "Module": ("constants nesting used_modules"),
    "MonitorMixin": ("extend_object"),
    "Net::HTTP": (
        "Proxy default_port get get_print get_response http_default_port https_default_port is_version_1_1? "
        "is_version_1_2? new newobj post post_form proxy_address proxy_class? proxy_pass proxy_port "
        "proxy_user socket_type start version_1_1? version_1_2 version_1_2?"
    ),
    "Net::HTTPResponse": ("body_permitted? exception_type read_new"),
    "Net::Protocol": ("protocol_param"),
    "Object": ("yaml_tag"),
    "ObjectSpace": ("count_objects define_finalizer each_object garbage_collect undefine_finalizer"),
    "Open3": (
        "capture2 capture2e capture3 pipeline pipeline_r pipeline_rw pipeline_start pipeline_w popen2 popen2e popen3"
    ),
    "OpenSSL": ("Digest debug debug= errors fips_mode fips_mode= fixed_length_secure_compare secure_compare"),
    "OpenSSL::BN": ("generate_prime pseudo_rand pseudo_rand_range rand rand_range"),
    "OpenSSL::Cipher": ("ciphers"),
    "OpenSSL::Digest": ("digest"),
    "OpenSSL::HMAC": ("base64digest digest hexdigest"),
    "OpenSSL::Marshal": ("included"),
    "OpenSSL::PKey": ("generate_key generate_parameters read"),
    "OpenSSL::PKey::RSA": ("generate new"),
    "OpenSSL::SSL": ("verify_certificate_identity verify_hostname verify_wildcard"),
    "OpenURI": ("check_options open_http open_loop open_uri redirectable? scan_open_optional_arguments"),
    "OptionParser": ("accept getopts inc reject terminate top with"),
    "OptionParser::ParseError": ("filter_backtrace"),
    "PP": ("mcall pp sharing_detection sharing_detection= singleline_pp width_for"),
    "Pathname": ("getwd glob pwd"),
    "PrettyPrint": ("format singleline_format"),
    "Proc": ("new"),
    "Process": (
        "abort argv0 clock_getres clock_gettime daemon detach egid egid= euid euid= exec exit exit! fork "
        "getpgid getpgrp getpriority getrlimit getsid gid gid= groups groups= initgroups kill last_status "
        "maxgroups maxgroups= pid ppid setpgid setpgrp setpriority setproctitle setrlimit setsid spawn times "
        "uid uid= wait wait2 waitall waitpid waitpid2"
    ),
    "Process::GID": (
        "change_privilege eid eid= from_name grant_privilege re_exchange re_exchangeable? rid sid_available? switch"
    ),
    "Process::Status": ("wait"),
    "Process::Sys": (
        "getegid geteuid getgid getuid issetugid setegid seteuid setgid setregid setresgid setresuid setreuid "
        "setrgid setruid setuid"
    ),
    "Process::Tms": ("[] inspect keyword_init? members new"),
    "Process::UID": (
        "change_privilege eid eid= from_name grant_privilege re_exchange re_exchangeable? rid sid_available? switch"
    ),
    "Psych": (
        "add_builtin_type add_domain_type add_tag config domain_types domain_types= dump dump_stream "
        "dump_tags dump_tags= libyaml_version load load_file load_stream load_tags load_tags= parse "
        "parse_file parse_stream parser remove_type safe_dump safe_load safe_load_file to_json unsafe_load "
        "unsafe_load_file"
    ),
    "Ractor": ("count current main make_shareable new receive receive_if recv select shareable? yield"),
    "Random": (
        "alphanumeric base64 bytes hex new_seed rand random_bytes random_number seed srand urandom urlsafe_base64 uuid"
    ),
    "Random::Base": ("alphanumeric base64 hex rand random_bytes random_number urlsafe_base64 uuid"),
    "RbConfig": ("expand fire_update! ruby"),
    "Regexp": ("compile escape last_match quote try_convert union"),
    "Resolv": ("each_address each_name getaddress getaddresses getname getnames"),
    "Resolv::DNS": ("allocate_request_id bind_random_port free_request_id open random"),
    "Resolv::IPv4": ("create"),
    "Resolv::IPv6": ("create"),
    "RubyVM": ("keep_script_lines keep_script_lines= stat"),
    "SecureRandom": ("alphanumeric base64 bytes gen_random hex rand random_bytes random_number urlsafe_base64 uuid"),
    "Set": ("[]"),
    "Shellwords": ("escape join shellescape shelljoin shellsplit shellwords split"),
    "Signal": ("list signame trap"),
    "Socket": (
        "accept_loop getaddrinfo gethostbyaddr gethostbyname gethostname getifaddrs getnameinfo getservbyname "
        "getservbyport ip_address_list pack_sockaddr_in pack_sockaddr_un pair sockaddr_in sockaddr_un "
        "socketpair tcp tcp_server_loop tcp_server_sockets udp_server_loop udp_server_loop_on udp_server_recv "
        "udp_server_sockets unix unix_server_loop unix_server_socket unpack_sockaddr_in unpack_sockaddr_un"
    ),
    "String": ("json_create try_convert"),
    "StringIO": ("new open"),
    "StringScanner": ("must_C_version"),
    "Struct": ("new"),
    "Symbol": ("all_symbols"),
    "SystemCallError": ("==="),
    "TCPSocket": ("gethostbyname"),
    "TSort": (
        "each_strongly_connected_component each_strongly_connected_component_from "
        "strongly_connected_components tsort tsort_each"
    ),
    "Tempfile": ("create open"),
    "Thread": (
        "abort_on_exception abort_on_exception= current exit fork handle_interrupt ignore_deadlock "
        "ignore_deadlock= kill list main new pass pending_interrupt? report_on_exception report_on_exception= "
        "start stop"
    ),
    "Time": ("at gm httpdate iso8601 local mktime now parse rfc2822 rfc822 strptime utc xmlschema zone_offset"),
    "Timeout": ("timeout"),
    "Timeout::Error": ("catch"),
    "TracePoint": ("allow_reentry new stat trace"),
    "UNIXSocket": ("pair socketpair"),
    "URI": (
        "decode_www_form decode_www_form_component encode_www_form encode_www_form_component extract for "
        "get_encoding join open parse regexp register_scheme scheme_list split"
    ),
    "URI::FTP": ("build new2"),
    "URI::File": ("build"),
    "URI::Generic": ("build build2 component default_port use_proxy? use_registry"),
    "URI::HTTP": ("build"),
    "URI::LDAP": ("build"),
    "URI::MailTo": ("build"),
    "Warning": ("[] []= warn"),
    "Zlib": ("adler32 adler32_combine crc32 crc32_combine crc_table deflate gunzip gzip inflate zlib_version"),
    "Zlib::GzipFile": ("wrap"),
    "Zlib::GzipReader": ("open zcat"),
    "Zlib::GzipWriter": ("open"),
}
