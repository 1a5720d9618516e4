"""Names of the methods that Ruby 3.1's own classes define themselves; written by tools/ruby_names.rb."""

from __future__ import annotations

INSTANCE: dict[str, str] = {
    "Array": (
        "& * + - << <=> == [] []= abbrev all? any? append assoc at bsearch bsearch_index clear collect collect! "
        "combination compact compact! concat count cycle deconstruct delete delete_at delete_if difference dig drop "
        "drop_while each each_index empty? eql? fetch fill filter filter! find_index first flatten flatten! hash "
        "include? index insert inspect intersect? intersection join keep_if last length map map! max min minmax none? "
        "one? pack permutation pop prepend pretty_print pretty_print_cycle product push rassoc reject reject! "
        "repeated_combination repeated_permutation replace reverse reverse! reverse_each rindex rotate rotate! sample "
        "select select! shelljoin shift shuffle shuffle! size slice slice! sort sort! sort_by! sum take take_while "
        "to_a to_ary to_csv to_h to_s transpose union uniq uniq! unshift values_at zip |"
    ),
    "BasicObject": (
        "! != == __id__ __send__ equal? initialize instance_eval instance_exec method_missing singleton_method_added "
        "singleton_method_removed singleton_method_undefined"
    ),
    "BasicSocket": (
        "close_read close_write connect_address do_not_reverse_lookup do_not_reverse_lookup= getpeereid getpeername "
        "getsockname getsockopt local_address read_nonblock recv recv_nonblock recvmsg recvmsg_nonblock "
        "remote_address send sendmsg sendmsg_nonblock setsockopt shutdown write_nonblock"
    ),
    "CSV::MalformedCSVError": "line_number lineno",
    "Class": "allocate inherited initialize json_creatable? new subclasses superclass",
    "Comparable": "< <= == > >= between? clamp",
    "Date": (
        "+ - << <=> === >> ajd amjd asctime ctime cwday cweek cwyear day day_fraction downto england eql? friday? "
        "gregorian gregorian? hash httpdate infinite? inspect iso8601 italy jd jisx0301 julian julian? ld leap? "
        "marshal_dump marshal_load mday mjd mon monday? month new_start next next_day next_month next_year prev_day "
        "prev_month prev_year rfc2822 rfc3339 rfc822 saturday? start step strftime succ sunday? thursday? to_date "
        "to_datetime to_s to_time tuesday? upto wday wednesday? xmlschema yday year"
    ),
    "Delegator": (
        "! != == eql? freeze marshal_dump marshal_load method_missing methods protected_methods public_methods"
    ),
    "Dir": "children close each each_child fileno inspect path pos pos= read rewind seek tell to_path",
    "ERB": (
        "def_class def_method def_module encoding filename filename= lineno lineno= location= make_compiler result "
        "result_with_hash run set_eoutvar src"
    ),
    "Encoding::InvalidByteSequenceError": (
        "destination_encoding destination_encoding_name error_bytes incomplete_input? readagain_bytes source_encoding "
        "source_encoding_name"
    ),
    "Encoding::UndefinedConversionError": (
        "destination_encoding destination_encoding_name error_char source_encoding source_encoding_name"
    ),
    "Enumerable": (
        "all? any? chain chunk chunk_while collect collect_concat compact count cycle detect drop drop_while "
        "each_cons each_entry each_slice each_with_index each_with_object entries filter filter_map find find_all "
        "find_index first flat_map grep grep_v group_by include? inject lazy map max max_by member? min min_by minmax "
        "minmax_by none? one? partition reduce reject reverse_each select slice_after slice_before slice_when sort "
        "sort_by sum take take_while tally to_a to_h to_set uniq zip"
    ),
    "Enumerator": (
        "+ each each_with_index each_with_object feed inspect next next_values peek peek_values rewind size "
        "with_index with_object"
    ),
    "Exception": (
        "== backtrace backtrace_locations cause exception full_message inspect message respond_to? set_backtrace to_s"
    ),
    "FalseClass": "& === ^ inspect pretty_print pretty_print_cycle to_s |",
    "File": "atime birthtime chmod chown ctime flock lstat mtime path size to_path truncate",
    "Float": (
        "% * ** + - -@ / < <= <=> == === > >= abs angle arg ceil coerce denominator divmod eql? fdiv finite? floor "
        "hash infinite? inspect magnitude modulo nan? negative? next_float numerator phase positive? prev_float quo "
        "rationalize round to_f to_i to_int to_r to_s truncate zero?"
    ),
    "FrozenError": "receiver",
    "GC": "garbage_collect",
    "Gem::Requirement": (
        "== === =~ as_list concat encode_with exact? for_lockfile hash init_with marshal_dump marshal_load none? "
        "prerelease? pretty_print requirements satisfied_by? specific? to_s to_yaml_properties yaml_initialize"
    ),
    "Gem::Version": (
        "<=> approximate_recommendation bump canonical_segments encode_with eql? freeze hash init_with inspect "
        "marshal_dump marshal_load prerelease? pretty_print release segments to_s to_yaml_properties version "
        "yaml_initialize"
    ),
    "Hash": (
        "< <= == > >= [] []= any? assoc clear compact compact! compare_by_identity compare_by_identity? "
        "deconstruct_keys default default= default_proc default_proc= delete delete_if dig each each_key each_pair "
        "each_value empty? eql? except fetch fetch_values filter filter! flatten has_key? has_value? hash include? "
        "inspect invert keep_if key key? keys length member? merge merge! pretty_print pretty_print_cycle rassoc "
        "rehash reject reject! replace select select! shift size slice store to_a to_h to_hash to_proc to_s "
        "transform_keys transform_keys! transform_values transform_values! update value? values values_at"
    ),
    "IO": (
        "<< advise autoclose= autoclose? beep binmode binmode? check_winsize_changed clear_screen close "
        "close_on_exec= close_on_exec? close_read close_write closed? console_mode console_mode= cooked cooked! "
        "cursor cursor= cursor_down cursor_left cursor_right cursor_up each each_byte each_char each_codepoint "
        "each_line echo= echo? eof eof? erase_line erase_screen expect external_encoding fcntl fdatasync fileno flush "
        "fsync getbyte getc getch getpass gets goto goto_column iflush inspect internal_encoding ioctl ioflush isatty "
        "lineno lineno= noecho nonblock nonblock= nonblock? nread oflush pathconf pid pos pos= pread pressed? print "
        "printf putc puts pwrite raw raw! read read_nonblock readbyte readchar readline readlines readpartial ready? "
        "reopen rewind scroll_backward scroll_forward seek set_encoding set_encoding_by_bom stat sync sync= sysread "
        "sysseek syswrite tell to_i to_io tty? ungetbyte ungetc wait wait_priority wait_readable wait_writable "
        "winsize winsize= write write_nonblock"
    ),
    "IPAddr": (
        "& << <=> == === >> eql? family hash hton include? inspect ip6_arpa ip6_int ipv4? ipv4_compat ipv4_compat? "
        "ipv4_mapped ipv4_mapped? ipv6? link_local? loopback? mask mask! native netmask prefix prefix= private? "
        "reverse set succ to_i to_range to_s to_string zone_id zone_id= | ~"
    ),
    "Integer": (
        "% & * ** + - -@ / < << <= <=> == === > >= >> [] ^ abs allbits? anybits? bit_length ceil chr coerce "
        "denominator digits div divmod downto even? fdiv floor gcd gcdlcm inspect integer? lcm magnitude modulo next "
        "nobits? numerator odd? ord pow pred rationalize remainder round size succ times to_bn to_f to_i to_int to_r "
        "to_s truncate upto zero? | ~"
    ),
    "JSON::Ext::Generator::GeneratorMethods::Array": "to_json",
    "JSON::Ext::Generator::GeneratorMethods::FalseClass": "to_json",
    "JSON::Ext::Generator::GeneratorMethods::Float": "to_json",
    "JSON::Ext::Generator::GeneratorMethods::Hash": "to_json",
    "JSON::Ext::Generator::GeneratorMethods::Integer": "to_json",
    "JSON::Ext::Generator::GeneratorMethods::NilClass": "to_json",
    "JSON::Ext::Generator::GeneratorMethods::Object": "to_json",
    "JSON::Ext::Generator::GeneratorMethods::String": "to_json to_json_raw to_json_raw_object",
    "JSON::Ext::Generator::GeneratorMethods::TrueClass": "to_json",
    "Kernel": (
        "!~ <=> === =~ Array BigDecimal Complex Float Hash Integer JSON Pathname Rational String URI __callee__ "
        "__dir__ __method__ ` abort at_exit autoload autoload? binding block_given? caller caller_locations catch "
        "class clone define_singleton_method display dup enum_for eql? eval exec exit exit! extend fail fork format "
        "freeze frozen? gets global_variables hash initialize_clone initialize_copy initialize_dup inspect "
        "instance_of? instance_variable_defined? instance_variable_get instance_variable_set instance_variables is_a? "
        "iterator? itself j jj kind_of? lambda load local_variables loop method methods nil? object_id open p pp "
        "pretty_inspect print printf private_methods proc protected_methods public_method public_methods public_send "
        "putc puts raise rand readline readlines remove_instance_variable require require_relative respond_to? "
        "respond_to_missing? select send set_trace_func singleton_class singleton_method singleton_methods sleep "
        "spawn sprintf srand syscall system taint tainted? tap test then throw to_enum to_s trace_var trap trust "
        "untaint untrace_var untrust untrusted? warn yield_self"
    ),
    "KeyError": "key receiver",
    "LoadError": "path",
    "LocalJumpError": "exit_value reason",
    "MatchData": (
        "== [] begin captures end eql? hash inspect length match match_length named_captures names offset post_match "
        "pre_match pretty_print regexp size string to_a to_s values_at"
    ),
    "Method": (
        "<< == === >> [] arity call clone curry eql? hash inspect name original_name owner parameters private? "
        "protected? public? receiver source_location super_method to_proc to_s unbind"
    ),
    "Module": (
        "< <= <=> == === > >= alias_method ancestors append_features attr attr_accessor attr_reader attr_writer "
        "autoload autoload? class_eval class_exec class_variable_defined? class_variable_get class_variable_set "
        "class_variables const_defined? const_get const_missing const_set const_source_location constants "
        "define_method deprecate_constant extend_object extended freeze include include? included included_modules "
        "initialize initialize_clone initialize_copy inspect instance_method instance_methods method_added "
        "method_defined? method_removed method_undefined module_eval module_exec module_function name prepend "
        "prepend_features prepended pretty_print pretty_print_cycle private private_class_method private_constant "
        "private_instance_methods private_method_defined? protected protected_instance_methods "
        "protected_method_defined? public public_class_method public_constant public_instance_method "
        "public_instance_methods public_method_defined? refine remove_class_variable remove_const remove_method "
        "ruby2_keywords singleton_class? to_s undef_method using"
    ),
    "NameError": "local_variables name receiver",
    "NilClass": "& === =~ ^ inspect nil? pretty_print_cycle rationalize to_a to_c to_f to_h to_i to_r to_s |",
    "NoMatchingPatternKeyError": "key matchee",
    "NoMethodError": "args private_call?",
    "Numeric": (
        "% +@ -@ <=> abs abs2 angle arg ceil clone coerce conj conjugate denominator div divmod dup eql? fdiv finite? "
        "floor i imag imaginary infinite? integer? magnitude modulo negative? nonzero? numerator phase polar "
        "positive? pretty_print pretty_print_cycle quo real real? rect rectangular remainder round "
        "singleton_method_added step to_c to_int truncate zero?"
    ),
    "Object": "CSV DelegateClass Digest entry to_yaml wrapped",
    "OpenURI::HTTPError": "io",
    "OpenURI::OpenRead": "open read",
    "OptionParser::ParseError": (
        "additional additional= args inspect message reason reason= recover set_backtrace set_option to_s"
    ),
    "PP::ObjectMixin": "pretty_print pretty_print_cycle pretty_print_inspect pretty_print_instance_variables",
    "Pathname": (
        "+ / <=> == === absolute? ascend atime basename binread binwrite birthtime blockdev? chardev? children chmod "
        "chown cleanpath ctime delete descend directory? dirname each_child each_entry each_filename each_line empty? "
        "entries eql? executable? executable_real? exist? expand_path extname file? find fnmatch fnmatch? freeze "
        "ftype glob grpowned? hash inspect join lchmod lchown lstat make_link make_symlink mkdir mkpath mountpoint? "
        "mtime open opendir owned? parent pipe? read readable? readable_real? readlines readlink realdirpath realpath "
        "relative? relative_path_from rename rmdir rmtree root? setgid? setuid? size size? socket? split stat sticky? "
        "sub sub_ext symlink? sysopen taint to_path to_s truncate unlink untaint utime world_readable? "
        "world_writable? writable? writable_real? write zero?"
    ),
    "Proc": (
        "<< == === >> [] arity binding call clone curry dup eql? hash inspect lambda? parameters ruby2_keywords "
        "source_location to_proc to_s yield"
    ),
    "Process::Status": (
        "& == >> coredump? exited? exitstatus inspect pid signaled? stopped? stopsig success? termsig to_i to_s"
    ),
    "Psych::SyntaxError": "column context file line offset problem",
    "Random": "==",
    "Random::Base": "bytes rand seed",
    "Random::Formatter": "alphanumeric base64 hex rand random_bytes random_number urlsafe_base64 uuid",
    "Range": (
        "% == === begin bsearch count cover? each end entries eql? exclude_end? first hash include? inspect last max "
        "member? min minmax pretty_print size step to_a to_s"
    ),
    "Regexp": (
        "== === =~ casefold? encoding eql? fixed_encoding? hash inspect match match? named_captures names options "
        "source to_s ~"
    ),
    "SignalException": "signm signo",
    "Socket": (
        "accept accept_nonblock bind connect connect_nonblock ipv6only! listen recvfrom recvfrom_nonblock sysaccept"
    ),
    "StopIteration": "result",
    "String": (
        "% * + +@ -@ << <=> == === =~ [] []= ascii_only? b bytes bytesize byteslice capitalize capitalize! casecmp "
        "casecmp? center chars chomp chomp! chop chop! chr clear codepoints concat count crypt delete delete! "
        "delete_prefix delete_prefix! delete_suffix delete_suffix! downcase downcase! dump each_byte each_char "
        "each_codepoint each_grapheme_cluster each_line empty? encode encode! encoding end_with? eql? force_encoding "
        "freeze getbyte grapheme_clusters gsub gsub! hash hex include? index insert inspect intern length lines ljust "
        "lstrip lstrip! match match? next next! oct ord parse_csv partition prepend pretty_print replace reverse "
        "reverse! rindex rjust rpartition rstrip rstrip! scan scrub scrub! setbyte shellescape shellsplit size slice "
        "slice! split squeeze squeeze! start_with? strip strip! sub sub! succ succ! sum swapcase swapcase! to_c to_f "
        "to_i to_r to_s to_str to_sym tr tr! tr_s tr_s! undump unicode_normalize unicode_normalize! "
        "unicode_normalized? unpack unpack1 upcase upcase! upto valid_encoding?"
    ),
    "Symbol": (
        "<=> == === =~ [] capitalize casecmp casecmp? downcase empty? encoding end_with? id2name inspect intern "
        "length match match? name next pretty_print_cycle size slice start_with? succ swapcase to_proc to_s to_sym "
        "upcase"
    ),
    "SystemCallError": "errno",
    "SystemExit": "status success?",
    "Tempfile": (
        "! != !~ << <=> == === =~ __id__ __send__ advise all? any? atime autoclose= autoclose? beep binmode binmode? "
        "birthtime chain check_winsize_changed chmod chown chunk chunk_while class clear_screen clone close close! "
        "close_on_exec= close_on_exec? close_read close_write closed? collect collect_concat compact console_mode "
        "console_mode= cooked cooked! count ctime cursor cursor= cursor_down cursor_left cursor_right cursor_up cycle "
        "define_singleton_method delete detect display drop drop_while dup each each_byte each_char each_codepoint "
        "each_cons each_entry each_line each_slice each_with_index each_with_object echo= echo? entries enum_for eof "
        "eof? eql? equal? erase_line erase_screen expect extend external_encoding fcntl fdatasync fileno filter "
        "filter_map find find_all find_index first flat_map flock flush freeze frozen? fsync getbyte getc getch "
        "getpass gets goto goto_column grep grep_v group_by hash iflush include? inject inspect instance_eval "
        "instance_exec instance_of? instance_variable_defined? instance_variable_get instance_variable_set "
        "instance_variables internal_encoding ioctl ioflush is_a? isatty itself kind_of? lazy length lineno lineno= "
        "lstat map max max_by member? method methods min min_by minmax minmax_by mtime nil? noecho nonblock nonblock= "
        "nonblock? none? nread object_id oflush one? open partition path pathconf pid pos pos= pread pressed? "
        "pretty_inspect pretty_print pretty_print_cycle pretty_print_inspect pretty_print_instance_variables print "
        "printf private_methods protected_methods public_method public_methods public_send putc puts pwrite raw raw! "
        "read read_nonblock readbyte readchar readline readlines readpartial ready? reduce reject "
        "remove_instance_variable reopen respond_to? reverse_each rewind scroll_backward scroll_forward seek select "
        "send set_encoding set_encoding_by_bom singleton_class singleton_method singleton_methods size slice_after "
        "slice_before slice_when sort sort_by stat sum sync sync= sysread sysseek syswrite taint tainted? take "
        "take_while tally tap tell then to_a to_enum to_h to_i to_io to_json to_path to_s to_set to_yaml truncate "
        "trust tty? ungetbyte ungetc uniq unlink untaint untrust untrusted? wait wait_priority wait_readable "
        "wait_writable winsize winsize= write write_nonblock yield_self zip"
    ),
    "Time": (
        "+ - <=> asctime ceil ctime day dst? eql? floor friday? getgm getlocal getutc gmt? gmt_offset gmtime gmtoff "
        "hash hour httpdate inspect isdst iso8601 localtime mday min mon monday? month nsec rfc2822 rfc822 round "
        "saturday? sec strftime subsec sunday? thursday? to_a to_date to_datetime to_f to_i to_r to_s to_time "
        "tuesday? tv_nsec tv_sec tv_usec usec utc utc? utc_offset wday wednesday? xmlschema yday year zone"
    ),
    "Timeout::Error": "exception thread",
    "TrueClass": "& === ^ inspect pretty_print pretty_print_cycle to_s |",
    "URI::FTP": "buffer_open merge path set_path set_typecode to_s typecode typecode=",
    "URI::File": "check_password check_user check_userinfo set_host set_password set_port set_user set_userinfo",
    "URI::Generic": (
        "+ - == absolute absolute? coerce component component_ary default_port eql? find_proxy fragment fragment= "
        "hash hierarchical? host host= hostname hostname= inspect merge merge! normalize normalize! opaque opaque= "
        "parser password password= path path= port port= query query= registry registry= relative? route_from "
        "route_to scheme scheme= select set_host set_opaque set_password set_path set_port set_registry set_scheme "
        "set_user set_userinfo to_s user user= userinfo userinfo="
    ),
    "URI::HTTP": "authority buffer_open origin request_uri",
    "URI::LDAP": (
        "attributes attributes= dn dn= extensions extensions= filter filter= hierarchical? scope scope= "
        "set_attributes set_dn set_extensions set_filter set_scope"
    ),
    "URI::MailTo": "headers headers= set_headers set_to to to= to_mailtext to_rfc822text to_s",
    "UnboundMethod": (
        "== arity bind bind_call clone eql? hash inspect name original_name owner parameters private? protected? "
        "public? source_location super_method to_s"
    ),
    "UncaughtThrowError": "tag to_s value",
}

SINGLETON: dict[str, str] = {
    "Array": "[] try_convert",
    "BasicSocket": "do_not_reverse_lookup do_not_reverse_lookup= for_fd",
    "Class": "allocate",
    "Date": (
        "civil commercial gregorian_leap? httpdate iso8601 jd jisx0301 julian_leap? leap? ordinal parse rfc2822 "
        "rfc3339 rfc822 strptime today valid_civil? valid_commercial? valid_date? valid_jd? valid_ordinal? xmlschema"
    ),
    "Delegator": "const_missing delegating_block public_api",
    "Dir": (
        "[] chdir children chroot delete each_child empty? entries exist? exists? foreach getwd glob home mkdir "
        "mktmpdir open pwd rmdir tmpdir unlink"
    ),
    "ERB": "version",
    "Enumerator": "produce",
    "Etc": (
        "confstr endgrent endpwent getgrent getgrgid getgrnam getlogin getpwent getpwnam getpwuid group nprocessors "
        "passwd setgrent setpwent sysconf sysconfdir systmpdir uname"
    ),
    "Exception": "exception to_tty?",
    "File": (
        "absolute_path absolute_path? atime basename birthtime blockdev? chardev? chmod chown ctime delete directory? "
        "dirname empty? executable? executable_real? exist? exists? expand_path extname file? fnmatch fnmatch? ftype "
        "grpowned? identical? join lchmod lchown link lstat lutime mkfifo mtime owned? path pipe? readable? "
        "readable_real? readlink realdirpath realpath rename setgid? setuid? size size? socket? split stat sticky? "
        "symlink symlink? truncate umask unlink utime world_readable? world_writable? writable? writable_real? zero?"
    ),
    "FileTest": (
        "blockdev? chardev? directory? empty? executable? executable_real? exist? exists? file? grpowned? identical? "
        "owned? pipe? readable? readable_real? setgid? setuid? size size? socket? sticky? symlink? world_readable? "
        "world_writable? writable? writable_real? zero?"
    ),
    "FileUtils": (
        "cd chdir chmod chmod_R chown chown_R cmp collect_method commands compare_file compare_stream copy copy_entry "
        "copy_file copy_stream cp cp_lr cp_r getwd have_option? identical? install link link_entry ln ln_s ln_sf "
        "makedirs mkdir mkdir_p mkpath move mv options options_of private_module_function pwd remove remove_dir "
        "remove_entry remove_entry_secure remove_file rm rm_f rm_r rm_rf rmdir rmtree safe_unlink symlink touch "
        "uptodate?"
    ),
    "GC": (
        "auto_compact auto_compact= compact count disable enable latest_compact_info latest_gc_info "
        "measure_total_time measure_total_time= start stat stress stress= total_time using_rvargc? "
        "verify_compaction_references verify_internal_consistency verify_transient_heap_internal_consistency"
    ),
    "Gem::Requirement": "create default default_prerelease parse source_set",
    "Gem::Version": "correct? create new",
    "Hash": "[] ruby2_keywords_hash ruby2_keywords_hash? try_convert",
    "IO": (
        "binread binwrite console copy_stream for_fd foreach new open pipe popen read readlines select sysopen "
        "try_convert write"
    ),
    "IPAddr": "new_ntoh ntop",
    "Integer": "sqrt try_convert",
    "JSON": (
        "[] create_fast_state create_id create_id= create_pretty_state deep_const_get dump dump_default_options "
        "dump_default_options= fast_generate fast_unparse generate generator generator= iconv load "
        "load_default_options load_default_options= load_file load_file! parse parse! parser parser= pretty_generate "
        "pretty_unparse recurse_proc restore state state= unparse"
    ),
    "JSON::Ext::Generator::GeneratorMethods::String": "included",
    "JSON::JSONError": "wrap",
    "Kernel": (
        "Array BigDecimal Complex Float Hash Integer Pathname Rational String URI ` abort at_exit autoload autoload? "
        "binding block_given? caller caller_locations catch eval exec exit exit! fail fork format gets "
        "global_variables iterator? lambda load local_variables loop open p pp print printf proc putc puts raise rand "
        "readline readlines require require_relative select set_trace_func sleep spawn sprintf srand syscall system "
        "test throw trace_var trap untrace_var warn"
    ),
    "Module": "constants nesting used_modules",
    "Object": "yaml_tag",
    "ObjectSpace": "count_objects define_finalizer each_object garbage_collect undefine_finalizer",
    "Open3": (
        "capture2 capture2e capture3 pipeline pipeline_r pipeline_rw pipeline_start pipeline_w popen2 popen2e popen3"
    ),
    "OpenURI": "check_options open_http open_loop open_uri redirectable? scan_open_optional_arguments",
    "OptionParser::ParseError": "filter_backtrace",
    "Pathname": "getwd glob pwd",
    "Proc": "new",
    "Process": (
        "abort argv0 clock_getres clock_gettime daemon detach egid egid= euid euid= exec exit exit! fork getpgid "
        "getpgrp getpriority getrlimit getsid gid gid= groups groups= initgroups kill last_status maxgroups "
        "maxgroups= pid ppid setpgid setpgrp setpriority setproctitle setrlimit setsid spawn times uid uid= wait "
        "wait2 waitall waitpid waitpid2"
    ),
    "Process::Status": "wait",
    "Psych": (
        "add_builtin_type add_domain_type add_tag config domain_types domain_types= dump dump_stream dump_tags "
        "dump_tags= libyaml_version load load_file load_stream load_tags load_tags= parse parse_file parse_stream "
        "parser remove_type safe_dump safe_load safe_load_file to_json unsafe_load unsafe_load_file"
    ),
    "Random": (
        "alphanumeric base64 bytes hex new_seed rand random_bytes random_number seed srand urandom urlsafe_base64 uuid"
    ),
    "Random::Base": "alphanumeric base64 hex rand random_bytes random_number urlsafe_base64 uuid",
    "Regexp": "compile escape last_match quote try_convert union",
    "SecureRandom": "alphanumeric base64 bytes gen_random hex rand random_bytes random_number urlsafe_base64 uuid",
    "Shellwords": "escape join shellescape shelljoin shellsplit shellwords split",
    "Signal": "list signame trap",
    "Socket": (
        "accept_loop getaddrinfo gethostbyaddr gethostbyname gethostname getifaddrs getnameinfo getservbyname "
        "getservbyport ip_address_list pack_sockaddr_in pack_sockaddr_un pair sockaddr_in sockaddr_un socketpair tcp "
        "tcp_server_loop tcp_server_sockets udp_server_loop udp_server_loop_on udp_server_recv udp_server_sockets "
        "unix unix_server_loop unix_server_socket unpack_sockaddr_in unpack_sockaddr_un"
    ),
    "String": "json_create try_convert",
    "Symbol": "all_symbols",
    "SystemCallError": "===",
    "Tempfile": "create open",
    "Time": "at gm httpdate iso8601 local mktime now parse rfc2822 rfc822 strptime utc xmlschema zone_offset",
    "Timeout::Error": "catch",
    "URI": (
        "decode_www_form decode_www_form_component encode_www_form encode_www_form_component extract for get_encoding "
        "join open parse regexp register_scheme scheme_list split"
    ),
    "URI::FTP": "build new2",
    "URI::File": "build",
    "URI::Generic": "build build2 component default_port use_proxy? use_registry",
    "URI::HTTP": "build",
    "URI::LDAP": "build",
    "URI::MailTo": "build",
}
